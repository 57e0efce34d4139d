import { useQuery } from '@tanstack/react-query';
import type { Talk } from '@woordelijk/api';
import { Failure } from '../components/Failure.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { mayShow } from '../frame/may-show.ts';
import { session, sharing } from '../server.ts';
import { Consents } from './Consents.tsx';
import { Shares } from './Shares.tsx';

/** Consent per person and use, and what is shared or published on it. */
export function Sharing({ talk }: { talk: Talk }) {
  const may = mayShow(useQuery(session).data?.seats ?? [], 'sharing.see');
  const { data: file, error, refetch } = useQuery({ ...sharing(talk.id), enabled: may });
  if (!may) return null;
  if (error && !file) return <Failure error={error} retry={() => void refetch()} />;
  if (file === undefined) return <Skeleton rows={3} />;
  return (
    <div className="w-table-file">
      <Consents file={file} />
      <Shares file={file} />
    </div>
  );
}
