import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { CheckedForm } from '../components/CheckedForm.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Notice } from '../components/Notice.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { Skeleton } from '../components/Skeleton.tsx';
import { useWords } from '../language/language.tsx';
import { forgetLinkToken, linkToken } from '../login/link-token.ts';
import { server } from '../server.ts';
import { saveText } from './acts.tsx';

/** The other side reads the agreement on a device of their own, and confirms it. */
export function SharedAgreementPage() {
  const { table, form, frame } = useWords();
  const { shared: texts } = table;
  const [secret] = useState(linkToken);
  const [name, setName] = useState('');
  usePageTitle(texts.title);
  const open = useQuery({
    queryKey: ['shared-agreement'],
    queryFn: ({ signal }) => server.openSharedAgreement({ body: { secret: secret! } }, { signal }),
    enabled: secret !== undefined,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const confirm = useMutation({
    mutationFn: () => server.confirmSharedAgreement({ body: { secret: secret!, name } }),
    onSuccess: forgetLinkToken,
  });
  if (confirm.data)
    return (
      <div className="w-narrow w-card">
        <h1>{texts.doneTitle}</h1>
        <Notice look="good">
          <p>{texts.done}</p>
        </Notice>
        <p>
          <Button look="main" icon="download" onClick={() => saveText(confirm.data.document, 'afspraken.txt')}>
            {texts.download}
          </Button>
        </p>
        <pre className="w-document">{confirm.data.document}</pre>
      </div>
    );
  if (secret === undefined || open.error)
    return (
      <div className="w-narrow w-card">
        <h1>{texts.goneTitle}</h1>
        <p>{texts.gone}</p>
        <p>
          <a href="/mag-dat">{frame.publicSite}</a>
        </p>
      </div>
    );
  if (!open.data) return <Skeleton rows={5} />;
  return (
    <CheckedForm
      className="w-narrow w-card"
      send={() => confirm.mutate()}
      busy={confirm.isPending}
      missing={form.missing}
    >
      <h1>{texts.title}</h1>
      <p>{texts.intro}</p>
      <div className="w-document">{open.data.document}</div>
      <Field
        label={texts.name}
        value={name}
        onChange={(e) => setName(e.target.value)}
        required
        autoComplete="name"
        maxLength={200}
      />
      {confirm.error && <Failure error={confirm.error} />}
      <p>
        <Button look="main" type="submit" icon="check" busy={confirm.isPending}>
          {texts.button}
        </Button>
      </p>
    </CheckedForm>
  );
}
