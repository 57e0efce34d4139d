import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AskedQuestion } from '@woordelijk/api';
import { useState } from 'react';
import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Choice } from '../components/Choice.tsx';
import { Failure } from '../components/Failure.tsx';
import { Form } from '../components/Form.tsx';
import { Notice } from '../components/Notice.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { TextArea } from '../components/TextArea.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { questionRegister, server } from '../server.ts';

/** The register of questions: what waits for an answer, and what was settled. */
export function QuestionsPage() {
  const { questions: words } = useWords();
  usePageTitle(words.title);
  const { data, error, refetch } = useQuery(questionRegister);
  const [told, setTold] = useState<string>();
  const open = data?.items.filter(({ state }) => state === 'open') ?? [];
  const done = data?.items.filter(({ state }) => state !== 'open') ?? [];
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!error && !data && <Skeleton rows={4} />}
      <div aria-live="polite">{told && <Notice look="good">{<p>{told}</p>}</Notice>}</div>
      {data && data.items.length === 0 && (
        <Notice>
          <p>{words.none}</p>
          <p>
            <a href="/vraag">{words.toPublic}</a>
          </p>
        </Notice>
      )}
      {data && data.items.length > 0 && (
        <section className="w-stack" aria-labelledby="open-title">
          <h2 id="open-title">{words.open}</h2>
          {open.length === 0 && <p className="w-muted">{words.noneOpen}</p>}
          {open.map((question) => (
            <OpenQuestion
              key={question.id}
              question={question}
              published={done.filter((one) => one.publishedQuestion !== null)}
              tell={setTold}
            />
          ))}
        </section>
      )}
      {done.length > 0 && (
        <section className="w-stack" aria-labelledby="done-title">
          <h2 id="done-title">{words.done}</h2>
          {done.map((question) => (
            <Settled key={question.id} question={question} />
          ))}
        </section>
      )}
    </>
  );
}

type Way = 'answer' | 'refer' | 'close';

function OpenQuestion({
  question,
  published,
  tell,
}: {
  question: AskedQuestion;
  published: readonly AskedQuestion[];
  tell: (text: string) => void;
}) {
  const words = useWords();
  const { questions } = words;
  const [way, setWay] = useState<Way>('answer');
  return (
    <article className="w-card">
      <p className="w-muted">{questions.asked(shortDay(words, question.askedAt))}</p>
      <p className="w-quote">{question.text}</p>
      <div className="w-buttons">
        <Button
          look={way === 'answer' ? 'main' : 'quiet'}
          aria-pressed={way === 'answer'}
          onClick={() => setWay('answer')}
        >
          {questions.answer}
        </Button>
        {published.length > 0 && (
          <Button
            look={way === 'refer' ? 'main' : 'quiet'}
            aria-pressed={way === 'refer'}
            onClick={() => setWay('refer')}
          >
            {questions.refer}
          </Button>
        )}
        <Button
          look={way === 'close' ? 'main' : 'quiet'}
          aria-pressed={way === 'close'}
          onClick={() => setWay('close')}
        >
          {questions.close}
        </Button>
      </div>
      {way === 'answer' && <AnswerForm question={question} tell={tell} />}
      {way === 'refer' && <ReferForm question={question} published={published} tell={tell} />}
      {way === 'close' && <CloseForm question={question} tell={tell} />}
    </article>
  );
}

interface FormProps {
  readonly question: AskedQuestion;
  readonly tell: (text: string) => void;
}

/** An act that settles a question: tells that it was done, and loads the register again. */
function useSettling(act: () => Promise<unknown>, said: string, tell: (text: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      tell(said);
      await queries.invalidateQueries({ queryKey: ['question-register'] });
    },
  });
}

function AnswerForm({ question, tell }: FormProps) {
  const { questions: words } = useWords();
  const [answer, setAnswer] = useState('');
  const [open, setOpen] = useState(true);
  const [publicText, setPublicText] = useState(question.text);
  const send = useSettling(
    () =>
      server.answerQuestion({
        params: { questionId: question.id },
        body: { publishedQuestion: open ? publicText.trim() : null, answer: answer.trim() },
      }),
    words.answered,
    tell,
  );
  return (
    <Form act={send} button={words.send}>
      <TextArea
        label={words.answer}
        hint={words.answerHint}
        required
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
        maxLength={4000}
      />
      <label className="w-check">
        <input type="checkbox" checked={open} onChange={(event) => setOpen(event.target.checked)} />
        <span>{words.publish}</span>
      </label>
      {open && (
        <TextArea
          label={words.publishedQuestion}
          hint={words.publishedHint}
          required
          value={publicText}
          onChange={(event) => setPublicText(event.target.value)}
          rows={2}
          maxLength={4000}
        />
      )}
    </Form>
  );
}

function ReferForm({ question, published, tell }: FormProps & { published: readonly AskedQuestion[] }) {
  const { questions: words } = useWords();
  const [to, setTo] = useState(published[0]?.id ?? '');
  const send = useSettling(
    () => server.referQuestion({ params: { questionId: question.id }, body: { to } }),
    words.answered,
    tell,
  );
  return (
    <Form act={send} button={words.referSend}>
      <Choice
        label={words.referChoose}
        value={to}
        options={published.map((one) => ({ value: one.id, text: one.publishedQuestion ?? '' }))}
        choose={setTo}
      />
    </Form>
  );
}

function CloseForm({ question, tell }: FormProps) {
  const { questions: words } = useWords();
  const [reason, setReason] = useState('');
  const send = useSettling(
    () => server.closeQuestion({ params: { questionId: question.id }, body: { reason: reason.trim() } }),
    words.closed,
    tell,
  );
  return (
    <Form act={send} button={words.closeSend}>
      <TextArea
        label={words.reason}
        hint={words.reasonHint}
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        rows={2}
        maxLength={4000}
      />
    </Form>
  );
}

function Settled({ question }: { question: AskedQuestion }) {
  const words = useWords();
  const { questions } = words;
  const state =
    question.state === 'closed'
      ? questions.closedState
      : question.refersTo !== null
        ? questions.referred
        : question.publishedQuestion !== null
          ? questions.public
          : questions.own;
  return (
    <article className="w-card">
      <p className="w-muted">
        {question.doneAt && questions.settled(shortDay(words, question.doneAt))}{' '}
        <Badge look={question.state === 'closed' ? 'busy' : 'good'}>{state}</Badge>
      </p>
      <p className="w-quote">{question.publishedQuestion ?? question.text}</p>
      {question.answer && <p>{question.answer}</p>}
    </article>
  );
}
