/** The thread that holds the SQLite file: opens it, answers each question in the order they come, closes it when told. */
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf, openSqlite, SqliteFile, type SqliteQuestion } from './sqlite-file.ts';
import type { ThreadFile, ThreadOpened } from './sqlite-thread.ts';

const port = parentPort!;
const { file, readOnly } = workerData as ThreadFile;
let opened: SqliteFile | undefined;
try {
  opened = new SqliteFile(openSqlite(file, readOnly));
  port.postMessage({ opened: true } satisfies ThreadOpened);
} catch (error) {
  port.postMessage({ opened: false, failure: failureOf(error) } satisfies ThreadOpened);
}
port.on('message', (question: SqliteQuestion | 'close') => {
  if (question !== 'close') return port.postMessage(opened!.answer(question));
  opened?.close();
  port.close(); // nothing is left to wait for: the thread ends
});
