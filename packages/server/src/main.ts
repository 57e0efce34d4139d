/** The wiring: reads top to bottom. Nothing is decided here; each part gets what it needs as parameters. */

import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder, openDossier } from '@woordelijk/dossier';
import { startTelephony, type Telephony } from '@woordelijk/telephony';
import { openVault } from '@woordelijk/vault';
import { LAST_BACKUP } from './backup/backup.ts';
import { controlled } from './call-controls.ts';
import { steadyClock } from './clock.ts';
import type { Config } from './config.ts';
import { createHttp, createLocalHttp, type HttpParts, smsWebhook } from './http/index.ts';
import { liveBoard } from './live.ts';
import { clearLocalSocket, localSocketPath } from './local-socket.ts';
import type { Log } from './log.ts';
import { administratorLink } from './login/login.ts';
import { readLogins, readProofs } from './logins.ts';
import { openMail } from './mail.ts';
import { phoneDoor } from './phone-door.ts';
import { recorderDoor } from './recorder/door.ts';
import { readerKeyFrom } from './recorder/reader-key.ts';
import { checkSeal } from './seal-check.ts';
import { watchSpace } from './space.ts';

export interface RunningServer {
  /** `http://localhost:8080` or what was set. */
  readonly url: string;
  readonly sip: readonly string[];
  /** A one-time link for the first administrator; undefined once there is one. */
  administratorLink(): Promise<string | undefined>;
  /** Ends running calls in order, finishes what is being written, and lets everything go. */
  stop(): Promise<void>;
}

export interface ServerParts {
  readonly config: Config;
  readonly log: Log;
  readonly version: string;
  /** Folder of the built pages. */
  readonly webRoot: string;
}

/** Starts everything; rejects with a coded error when something keeps it from running, having let go what it had taken. */
export async function startServer({ config, log, version, webRoot }: ServerParts): Promise<RunningServer> {
  const undo: (() => Promise<unknown> | unknown)[] = [];
  const stopAll = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const logins = config.logins === undefined ? [] : readLogins(config.logins);
    const proofs = config.proofs === undefined ? [] : readProofs(config.proofs);
    await dataFolder(config.data);
    undo.push(lockFolder(config.data));

    const vault = await openVault({ folder: config.data });
    undo.push(() => vault.close());
    const { tornChunks, problems } = vault.recovery;
    if (vault.unfinished.length > 0 || tornChunks > 0) {
      log.warn(
        { recordings: vault.unfinished.length, tornChunks },
        'the last run ended without warning; running recordings are closed at their last moment',
      );
    }
    for (const problem of problems) log.error({ problem }, 'the journal is damaged');

    const mail = config.mail === undefined ? undefined : openMail(config.mail);
    undo.push(() => mail?.close());

    const dossier = await openDossier({
      database: config.database,
      vault,
      searchKey: vault.keys.derive('search'),
      now: Date.now,
      random: (length) => randomBytes(length),
      log: ({ level, event, ...facts }) => log[level](facts, event),
      ...(mail === undefined ? {} : { sendMail: mail.send }),
    });
    undo.push(() => dossier.close());

    const space = await watchSpace(config.data, config.minimumFree, log);
    undo.push(() => space.stop());

    let telephony: Telephony | undefined;
    const board = liveBoard(() => telephony?.calls() ?? [], Date.now);
    const clock = steadyClock(() => telephony === undefined || telephony.calls().length === 0, log);
    undo.push(() => clock.stop());
    let stopping = false;
    const door = phoneDoor(dossier, board, {
      enoughSpace: () => space.enough(),
      storageProblem: () => vault.problem(),
      stopping: () => stopping,
      now: () => clock.micros(),
    });
    const recorder = recorderDoor(dossier, board, await readerKeyFrom(vault.keys.derive('device-parts')), {
      enoughSpace: () => space.enough(),
      storageProblem: () => vault.problem(),
      stopping: () => stopping,
    });
    const { door: guarded, controls } = controlled(door, dossier, board, () => clock.micros());
    telephony = await startTelephony({
      sip: config.sip,
      rtp: {
        host: config.rtpHost,
        ...config.rtpPorts,
        ...(config.rtpAdvertised === undefined ? {} : { advertised: config.rtpAdvertised }),
      },
      allow: config.sipAllow,
      door: guarded,
      now: () => clock.micros(),
      random: Math.random,
      log: (level, event, fields) => log[level](fields ?? {}, event),
    });
    undo.push(() => telephony?.stop());
    const { host, port } = telephony.addresses.sip;
    const sip = [`udp:${host}:${port}`, `tcp:${host}:${port}`];

    let url = urlOf(config, config.http.port);
    const parts: HttpParts = {
      dossier,
      recorder,
      live: board,
      calls: controls,
      verifyTalk: (talkId) => checkSeal(dossier, vault, talkId),
      config: {
        publicUrl: () => url,
        webRoot,
        names: config.httpNames,
        trustedProxies: config.trustedProxies,
        securityContact: config.securityContact,
        logins,
        proofs,
        version,
        verifierKey: vault.verifierKey,
        lastBackup: join(config.data, LAST_BACKUP),
        sip,
        ...(config.tls === undefined
          ? {}
          : { tls: { cert: await readFile(config.tls.certFile), key: await readFile(config.tls.keyFile) } }),
      },
      senders: {
        ...(config.smsWebhook === undefined ? {} : { sms: smsWebhook(config.smsWebhook) }),
        ...(mail === undefined ? {} : { mail: mail.sendCode }),
      },
      log,
      clock: Date.now,
      random: (length) => randomBytes(length),
    };
    const local = await createLocalHttp(parts);
    const socket = localSocketPath(config.data);
    await clearLocalSocket(socket);
    await local.listen({ path: socket });
    undo.push(async () => {
      await local.close();
      await unlink(socket).catch(() => undefined);
    });
    const http = await createHttp(parts);
    undo.push(() => http.close());
    await http.listen({ host: config.http.host, port: config.http.port }).catch((cause: NodeJS.ErrnoException) => {
      throw new StartError(
        cause.code === 'EADDRINUSE' ? 'port-in-use' : 'http-listen',
        cause.code === 'EADDRINUSE'
          ? `Port ${config.http.port} on ${config.http.host} is taken by another program. Stop that one, or choose another with --http ${config.http.host}:PORT.`
          : `Cannot listen on ${config.http.host}:${config.http.port}: ${cause.message}`,
        { cause },
      );
    });

    url = urlOf(config, (http.server.address() as { port: number }).port);
    return {
      url,
      sip,
      async administratorLink() {
        if (await dossier.people.administratorExists()) return undefined;
        const { token } = await dossier.people.makeAdministratorLink('system');
        return administratorLink(url, token);
      },
      async stop() {
        stopping = true;
        await stopAll();
      },
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** The server cannot start. The message says what to do. */
export class StartError extends Error {
  readonly code: 'port-in-use' | 'http-listen' | 'data-not-writable';
  constructor(code: StartError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
    this.code = code;
  }
}

/** Makes the data folder for this user only, and sees that it can be written. */
async function dataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new StartError(
      'data-not-writable',
      `The data folder ${folder} cannot be written (${(cause as NodeJS.ErrnoException).code}). Give this user the right to write there, or choose another with --data.`,
      { cause },
    );
  }
}

function urlOf(config: Config, port: number): string {
  const scheme = config.tls === undefined ? 'http' : 'https';
  const name = config.httpNames[0] ?? 'localhost';
  return name.includes(':') ? `${scheme}://${name}` : `${scheme}://${name}:${port}`;
}
