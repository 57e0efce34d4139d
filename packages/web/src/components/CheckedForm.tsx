import { type ComponentProps, createContext, type ReactNode, use, useState } from 'react';
import { flushSync } from 'react-dom';

/** What a control knows of the form around it. */
interface Attempt {
  /** Whether the form was sent with something wrong in it. */
  readonly tried: boolean;
  /** What stands at a field that must be filled in and is not, and at a question that was not answered. */
  readonly missing: string;
  readonly unchosen: string;
}

const Context = createContext<Attempt>({ tried: false, missing: '', unchosen: '' });

/** What a control says of itself to the form around it. */
export interface Demands {
  /** Must be filled in. */
  readonly required?: boolean | undefined;
  /** Why it cannot be sent as it stands: shown once sending was tried, and nothing is sent before it is mended. */
  readonly wrong?: string | undefined;
  /** Why it cannot stay as it is: shown at once; does not keep the form from being sent. */
  readonly error?: string | undefined;
}

/** The error that a control shows now, and whether it keeps its form from being sent. */
export function useDemands(
  { required = false, wrong, error }: Demands,
  /** Whether it must yet be filled in, or be chosen; undefined: neither. */
  lacks: 'missing' | 'unchosen' | undefined,
): { readonly shown: string | undefined; readonly stops: true | undefined } {
  const { tried, ...says } = use(Context);
  const stops = wrong ?? (required && lacks ? says[lacks] : undefined);
  return { shown: error ?? (tried ? stops : undefined), stops: stops === undefined ? undefined : true };
}

interface Props extends Omit<ComponentProps<'form'>, 'onSubmit' | 'noValidate'> {
  /** Called when nothing in it is wrong. */
  readonly send: () => void;
  readonly busy?: boolean;
  /** What stands at a field that must be filled in and is not. */
  readonly missing: string;
  /** What stands at a question that must be answered and is not. */
  readonly unchosen?: string;
  readonly children: ReactNode;
}

/**
 * A form whose controls say themselves what they need: sent with something wrong, it marks what that is and puts the
 * focus on the first of it, also inside details that were closed.
 */
export function CheckedForm({ send, busy = false, missing, unchosen = missing, children, ...rest }: Props) {
  const [tried, setTried] = useState(false);
  return (
    <Context value={{ tried, missing, unchosen }}>
      <form
        {...rest}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (busy) return;
          const first = event.currentTarget.querySelector<HTMLElement>('[data-stops]');
          // Marked before the focus goes there, so that a screen reader reads the error with the control.
          flushSync(() => setTried(first !== null));
          if (first === null) send();
          else show(first);
        }}
      >
        {children}
      </form>
    </Context>
  );
}

function show(control: HTMLElement): void {
  for (let details = control.closest('details'); details !== null; ) {
    details.open = true;
    details = details.parentElement?.closest('details') ?? null;
  }
  (control.matches('fieldset') ? control.querySelector('input') : control)?.focus();
}
