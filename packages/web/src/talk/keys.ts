/** The player by keyboard, wherever the focus is on the page; can be switched off (WCAG 2.1.4). */
import { useEffect } from 'react';
import type { Playback } from './playback.ts';

/** Listens to J, K, L, space and the arrows while `on`. Fields and controls keep the keys they use themselves. */
export function useKeys(on: boolean, playback: Playback): void {
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const act = actOf(event.key, event.target);
      if (!act) return;
      event.preventDefault();
      act(playback);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on, playback]);
}

function actOf(key: string, target: EventTarget | null): ((playback: Playback) => void) | undefined {
  const element = target instanceof HTMLElement ? target : undefined;
  const type = element instanceof HTMLInputElement ? element.type : undefined;
  const pressed = element?.closest('button, a, summary, label, input, select') != null;
  if (element?.isContentEditable || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement)
    return undefined;
  if (type !== undefined && type !== 'range' && type !== 'radio' && type !== 'checkbox') return undefined;
  switch (key) {
    case 'k':
    case 'K':
      return (p) => p.toggle();
    case ' ':
      return pressed && type !== 'range' ? undefined : (p) => p.toggle();
    case 'j':
    case 'J':
      return (p) => p.skip(-10);
    case 'l':
    case 'L':
      return (p) => p.skip(10);
    case 'ArrowLeft':
      return type === undefined ? (p) => p.skip(-5) : undefined;
    case 'ArrowRight':
      return type === undefined ? (p) => p.skip(5) : undefined;
    default:
      return undefined;
  }
}
