/** Small choices kept in this browser. A browser that keeps nothing gets the defaults. */

/** `first-day`: of each account in this browser, whether it saw the tour of the first day. */
type Choice = 'language' | 'theme' | 'keys' | 'speed' | 'organisation' | `first-day.${string}`;

/** A choice made before; undefined where there is none. */
export function kept(choice: Choice): string | undefined {
  try {
    return localStorage.getItem(`woordelijk.${choice}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a choice. */
export function keep(choice: Choice, value: string): void {
  try {
    localStorage.setItem(`woordelijk.${choice}`, value);
  } catch {
    // private mode or a full disk: the choice lasts as long as the page
  }
}
