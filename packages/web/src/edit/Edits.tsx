import { useQuery } from '@tanstack/react-query';
import type { Talk } from '@woordelijk/api';
import { Failure } from '../components/Failure.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { mayShow } from '../frame/may-show.ts';
import { useWords } from '../language/language.tsx';
import { edits, session, sharing } from '../server.ts';
import { NewEdit } from './NewEdit.tsx';
import { OneEdit } from './OneEdit.tsx';

/** Edited copies of the recording: each a declared act. The recording itself never changes. */
export function Edits({ talk }: { talk: Talk }) {
  const { edit: t } = useWords();
  const seats = useQuery(session).data?.seats ?? [];
  const may = mayShow(seats, 'edit.see');
  const { data, error, refetch } = useQuery({ ...edits(talk.id), enabled: may });
  const { data: file } = useQuery({ ...sharing(talk.id), enabled: may });
  if (!may) return null;
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined || file === undefined) return <Skeleton rows={3} />;
  return (
    <div className="w-table-file">
      <section className="w-card" aria-labelledby="edit-title">
        <h2 id="edit-title">{t.title}</h2>
        <p>{t.intro}</p>
        {data.items.length === 0 && <p className="w-muted">{t.none}</p>}
        {data.items.map((edit) => (
          <OneEdit key={edit.id} talk={talk} edit={edit} persons={file.persons} />
        ))}
        {mayShow(seats, 'edit.make') && (
          <details>
            <summary>{t.new}</summary>
            <NewEdit talk={talk} />
          </details>
        )}
      </section>
    </div>
  );
}
