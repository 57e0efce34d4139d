/** What the question box asks of the server. */
import { ApiError, type AskedQuestion, createClient, type PublishedQuestion } from '@woordelijk/api';

const server = createClient((url, init) => fetch(url, init), '');

/** Puts a question, to an organisation or to whoever runs this server; the secret finds its answer later. Rejects when it did not arrive. */
export async function ask(text: string, organisationId: string): Promise<string> {
  const to = organisationId === '' ? {} : { organisationId };
  return (await server.askQuestion({ body: { text, ...to } })).secret;
}

/** Organisations that are public here: those that published rules. None when the server cannot be asked. */
export async function offices(): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { items } = await server.listPublicRules().catch(() => ({ items: [] }));
  return [...new Map(items.map(({ organisation }) => [organisation.id, organisation])).values()];
}

/** What became of a question; undefined when no question has this secret. */
export async function lookUp(secret: string): Promise<AskedQuestion | undefined> {
  try {
    return await server.findQuestion({ body: { secret } });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

/** Questions that were answered for all to read, newest first. */
export async function published(): Promise<readonly PublishedQuestion[]> {
  return (await server.listPublishedQuestions()).items;
}
