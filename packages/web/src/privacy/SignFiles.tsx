import { MOST_SIGN_FILE, type SignFile } from '@woordelijk/api';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Field } from '../components/Field.tsx';
import { Form } from '../components/Form.tsx';
import { useWords } from '../language/language.tsx';
import { shortDay } from '../moments.ts';
import { server } from '../server.ts';
import { useOrganisationAct } from './use-act.ts';

interface Props {
  readonly organisationId: string;
  /** Id of the sign, or of what was seen. */
  readonly about: string;
  /** To say of which it is, for who does not see in which row it stands. */
  readonly of: string;
  readonly files: readonly SignFile[];
  /** Whether who looks may add and destroy. */
  readonly may: boolean;
}

/** Photos and scans of a sign or of a place. */
export function SignFiles({ organisationId, about, of, files, may }: Props) {
  const { privacy } = useWords();
  const [tooLarge, setTooLarge] = useState(false);
  const add = useOrganisationAct(organisationId, async (file: File) =>
    server.addSignFile({
      params: { organisationId },
      query: { about },
      bytes: new Uint8Array(await file.arrayBuffer()),
    }),
  );
  const take = (file: File | undefined) => {
    if (file === undefined) return;
    setTooLarge(file.size > MOST_SIGN_FILE);
    if (file.size <= MOST_SIGN_FILE) add.mutate(file);
  };
  if (!may && files.length === 0) return null;
  return (
    <details>
      <summary>{privacy.files(files.filter(({ goneAt }) => goneAt === null).length)}</summary>
      {files.map((file, index) => (
        <OneFile
          key={file.id}
          organisationId={organisationId}
          file={file}
          name={privacy.fileName(index + 1, of)}
          may={may}
        />
      ))}
      {add.error && <Failure error={add.error} />}
      {may && (
        <Field
          label={privacy.addFile(of)}
          hint={privacy.addFileHint}
          type="file"
          accept="image/jpeg,image/png,application/pdf"
          error={tooLarge ? privacy.fileTooLarge : undefined}
          disabled={add.isPending}
          onChange={({ target }) => {
            take(target.files?.[0]);
            target.value = '';
          }}
        />
      )}
      <p role="status">{add.isPending ? privacy.sending : ''}</p>
    </details>
  );
}

function OneFile({
  organisationId,
  file,
  name,
  may,
}: Pick<Props, 'organisationId' | 'may'> & { file: SignFile; name: string }) {
  const words = useWords();
  const { privacy } = words;
  const [asked, setAsked] = useState(false);
  const [why, setWhy] = useState('');
  const params = { organisationId, fileId: file.id };
  const destroy = useOrganisationAct(organisationId, () => server.destroySignFile({ params, body: { why } }));
  if (file.goneAt !== null) return <p className="w-muted">{privacy.fileGone(name, shortDay(words, file.goneAt))}</p>;
  const address = server.url('getSignFile', { params });
  const about = privacy.fileOf(shortDay(words, file.addedAt), privacy.megabytes(file.bytes));
  return (
    <div className="w-sign-file">
      {file.mediaType !== 'application/pdf' && <img src={address} alt={name} loading="lazy" />}
      <p>
        {name}
        <br />
        <span className="w-muted">{about}</span>
      </p>
      <p className="w-buttons">
        <a className="w-button w-button-plain" href={address} download aria-label={privacy.saveFile(name)}>
          {privacy.save}
        </a>
        {may && !asked && (
          <Button look="quiet" aria-label={privacy.destroyFile(name)} onClick={() => setAsked(true)}>
            {privacy.destroy}
          </Button>
        )}
      </p>
      {asked && (
        <Form act={destroy} button={privacy.destroyYes} look="danger" cancel={() => setAsked(false)}>
          <Field
            label={privacy.destroyWhy}
            hint={privacy.destroyHint}
            value={why}
            onChange={(e) => setWhy(e.target.value)}
            required
            maxLength={500}
          />
        </Form>
      )}
    </div>
  );
}
