import type { ReactNode } from 'react';
import { useWords } from '../language/language.tsx';
import { Button } from './Button.tsx';
import { CheckedForm } from './CheckedForm.tsx';
import { Failure } from './Failure.tsx';
import type { IconName } from './Icon.tsx';

interface Props {
  readonly act: {
    readonly mutate: (input: undefined) => void;
    readonly isPending: boolean;
    readonly error: Error | null;
  };
  /** Names the act. */
  readonly button: string;
  readonly look?: 'main' | 'plain' | 'danger';
  readonly icon?: IconName;
  /** Leaves it without doing anything; absent where there is nothing to go back to. */
  readonly cancel?: () => void;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** A form that does one act: its fields, what went wrong at the server, and the button that does it. */
export function Form({ act, button, look = 'main', icon, cancel, className = 'w-table-form', children }: Props) {
  const words = useWords();
  return (
    <CheckedForm
      className={className}
      send={() => act.mutate(undefined)}
      busy={act.isPending}
      missing={words.form.missing}
      unchosen={words.form.unchosen}
    >
      {children}
      {act.error && <Failure error={act.error} />}
      <p className="w-buttons">
        <Button look={look} type="submit" busy={act.isPending} {...(icon && { icon })}>
          {button}
        </Button>
        {cancel && <Button onClick={cancel}>{words.form.cancel}</Button>}
      </p>
    </CheckedForm>
  );
}
