import { Button } from '../components/Button.tsx';
import { Card, type Shown } from './Card.tsx';
import { server } from './server.ts';
import { useWords } from './words.tsx';

/** Whether mail goes to the holder, and stopping it with one press. */
export function StopMail({ mine: { mail }, act }: Shown) {
  const { mail: t } = useWords();
  if (mail === 'no-address') return null;
  return (
    <Card id="mail" title={t.title}>
      {mail === 'stopped' ? (
        <p role="status">{t.stopped}</p>
      ) : (
        <>
          <p>{t.text}</p>
          <p>
            <Button onClick={() => void act(() => server.stopMail())}>{t.button}</Button>
          </p>
        </>
      )}
    </Card>
  );
}
