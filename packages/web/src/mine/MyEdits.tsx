import { Button } from '../components/Button.tsx';
import { clockOf } from '../edit/clock.ts';
import { Card, type Shown } from './Card.tsx';
import { download, server } from './server.ts';
import { useMoment, useWords } from './words.tsx';

/** Edited copies of the recording: what was changed, why and by whom. Those given to the holder can be heard and kept. */
export function MyEdits({ mine: { edits }, act }: Shown) {
  const words = useWords();
  const moment = useMoment();
  const { edits: t } = words;
  if (edits.length === 0) return null;
  return (
    <Card id="edits" title={t.title}>
      <p>{t.text}</p>
      {edits.map((edit) => (
        <div key={edit.id} className="w-mine-asked">
          <p>
            <strong>{edit.why}</strong>
            <br />
            <span className="w-muted">
              {t.by(edit.by, moment(edit.at))} {t.states[edit.state]}
            </span>
          </p>
          <ul>
            {edit.spans.map((span) => (
              <li key={`${span.fromMs} ${span.channel}`}>
                {t.span(clockOf(span.fromMs), clockOf(span.toMs), t.treatments[span.treatment], span.why)}
              </li>
            ))}
          </ul>
          {edit.mine && (
            <>
              {/* biome-ignore lint/a11y/useMediaCaption: there is no transcript of a recording yet */}
              <audio
                controls
                preload="none"
                src={server.url('listenMyEdit', { params: { editId: edit.id } })}
                aria-label={t.player}
              />
              <p>
                <Button icon="download" onClick={() => void act(() => download(`edit:${edit.id}`))}>
                  {t.download}
                </Button>
              </p>
            </>
          )}
        </div>
      ))}
    </Card>
  );
}
