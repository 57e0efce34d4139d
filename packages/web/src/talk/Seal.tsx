import { useMutation } from '@tanstack/react-query';
import type { SealCheck, Talk } from '@woordelijk/api';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { useWords } from '../language/language.tsx';
import { shortMoment } from '../moments.ts';
import { server } from '../server.ts';

const looks: Readonly<Record<SealCheck['state'], { look: string; icon: IconName }>> = {
  intact: { look: 'good', icon: 'check' },
  damaged: { look: 'bad', icon: 'cross' },
  unconfirmed: { look: 'warning', icon: 'warning' },
};

/** What the seal says, and exactly no more than that. */
export function Seal({ talk }: { talk: Talk }) {
  const words = useWords();
  const { seal } = words;
  const check = useMutation({ mutationFn: () => server.checkSeal({ params: { talkId: talk.id } }) });
  const found = check.isPending ? undefined : check.data;
  return (
    <section className="w-card" aria-labelledby="seal-title">
      <h2 id="seal-title">{seal.title}</h2>
      <div role="status">
        {found ? (
          <Verdict found={found} />
        ) : (
          <>
            <p className="w-verdict w-verdict-none">
              <Icon name="seal" />
              <span>{check.isPending ? seal.checking : seal.unchecked}</span>
            </p>
            <p>{seal.intro}</p>
          </>
        )}
      </div>
      {check.error && <Failure error={check.error} />}
      <Button look={found ? 'plain' : 'main'} icon="seal" busy={check.isPending} onClick={() => check.mutate()}>
        {check.isPending ? seal.checking : found ? seal.again : seal.check}
      </Button>
    </section>
  );
}

function Verdict({ found }: { found: SealCheck }) {
  const words = useWords();
  const { seal } = words;
  const { look, icon } = looks[found.state];
  return (
    <>
      <p className={`w-verdict w-verdict-${look}`}>
        <Icon name={icon} />
        <span>{seal.states[found.state]}</span>
      </p>
      <p>{seal.explain[found.state]}</p>
      {found.findings.length > 0 && (
        <>
          <h3>{seal.findings}</h3>
          <ul className="w-findings">
            {found.findings.map((f) => (
              <li key={f.place + f.meaning}>
                <strong>{f.place}</strong> {f.meaning}
              </li>
            ))}
          </ul>
        </>
      )}
      {found.state !== 'damaged' && <p>{seal.limit}</p>}
      <p className="w-muted">{seal.at(shortMoment(words, found.checkedAt))}</p>
    </>
  );
}
