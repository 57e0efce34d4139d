import { useEffect, useState } from 'react';
import { Notice } from '../components/Notice.tsx';
import { useWords } from './words.tsx';

/** What a recording takes on this device, with room for what is beside the sound. */
const BYTES_AN_HOUR = 16e6;
const PLENTY_HOURS = 8;

/** Says before the start that this device has little room left; nothing where it has plenty, or the browser does not tell. */
export function Room() {
  const { notice: t } = useWords();
  const [hours, setHours] = useState<number>();
  useEffect(() => {
    void navigator.storage?.estimate?.().then(
      ({ quota, usage = 0 }) => setHours(quota === undefined ? undefined : (quota - usage) / BYTES_AN_HOUR),
      () => undefined,
    );
  }, []);
  if (hours === undefined || hours >= PLENTY_HOURS) return null;
  return (
    <Notice look="warning">
      <p>{t.room(Math.floor(hours))}</p>
    </Notice>
  );
}
