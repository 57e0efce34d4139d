import { useEffect, useRef } from 'react';
import { Button } from '../components/Button.tsx';
import { keysOn, useKeysOn } from '../keys-on.ts';
import { useWords } from '../language/language.tsx';

/** All keys, and whether single ones do anything. Opened by `?` wherever nobody types. */
export function KeyMap({ open, show }: { open: boolean; show: (open: boolean) => void }) {
  const { keyMap: t } = useWords().start;
  const [on, choose] = useKeysOn();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || typing || !keysOn()) return;
      event.preventDefault();
      show(true);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [show]);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="w-key-map" aria-labelledby="key-map" onClose={() => show(false)}>
      {open && (
        <div className="w-dialog">
          <h2 id="key-map">{t.title}</h2>
          {Object.entries(t.groups).map(([group, name]) => (
            <section key={group} aria-labelledby={`key-map-${group}`}>
              <h3 id={`key-map-${group}`}>{name}</h3>
              <dl>
                {t.keys[group]?.map(([key, does]) => (
                  <div key={key}>
                    <dt>
                      <kbd>{key}</kbd>
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <label className="w-check">
            <input
              type="checkbox"
              checked={on}
              aria-describedby="key-map-hint"
              onChange={(event) => choose(event.target.checked)}
            />
            <span>{t.on}</span>
          </label>
          <p id="key-map-hint" className="w-muted">
            {t.onHint}
          </p>
          <p>
            <Button look="main" onClick={() => show(false)}>
              {t.close}
            </Button>
          </p>
        </div>
      )}
    </dialog>
  );
}
