import { Button } from '../components/Button.tsx';
import { useWords } from '../language/language.tsx';

/** A page that broke, and the way on. */
export function Crash() {
  const { errors } = useWords();
  return (
    <div className="w-narrow" role="alert">
      <h1>{errors.crashTitle}</h1>
      <p>{errors.crash}</p>
      <Button look="main" onClick={() => location.reload()}>
        {errors.reload}
      </Button>
    </div>
  );
}
