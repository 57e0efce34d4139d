/**
 * Settings: read once, at start, from flags, environment and one file, in that order of strength. What is wrong or
 * unknown refuses to start and says which setting and why. docs/settings.md is generated from this list.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';

/** What the server runs by. */
export interface Config {
  readonly data: string;
  readonly http: Address;
  readonly httpNames: readonly string[];
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly trustedProxies: readonly string[];
  readonly sip: Address;
  readonly sipAllow: readonly string[];
  readonly rtpHost: string;
  readonly rtpPorts: { readonly portMin: number; readonly portMax: number };
  readonly rtpAdvertised: string | undefined;
  readonly database:
    | { readonly kind: 'sqlite'; readonly file: string }
    | { readonly kind: 'postgres'; readonly url: string };
  /** Below so many free bytes on the data disk no new recording is begun. */
  readonly minimumFree: number;
  readonly securityContact: string;
  /** Where text messages with codes are handed over. */
  readonly smsWebhook: string | undefined;
  /** Mail server; undefined: no mail is sent. */
  readonly mail: MailConfig | undefined;
  /** File with organisations' own logins. */
  readonly logins: string | undefined;
  /** File with the logins by which residents and customers prove who they are. */
  readonly proofs: string | undefined;
}

/** How mail leaves. */
export interface MailConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps); otherwise STARTTLS is demanded, but on this machine itself. */
  readonly secure: boolean;
  readonly from: string;
  /** File with the name on its first line and the password on its second. */
  readonly loginFile: string | undefined;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A setting that is wrong. `setting` is its name in the file; the message says why and what to do. */
export class ConfigError extends Error {
  readonly code = 'setting-wrong';
  readonly setting: string;
  constructor(setting: string, why: string) {
    super(`Setting '${setting}': ${why}`);
    this.name = 'ConfigError';
    this.setting = setting;
  }
}

interface Setting {
  readonly name: string;
  readonly example: string;
  readonly byDefault: string;
  readonly meaning: string;
}

/** Every setting: name in the file, in the environment (WOORDELIJK_ and capitals), and as a flag (--name). */
export const SETTINGS: readonly Setting[] = [
  {
    name: 'data',
    example: '/var/lib/woordelijk',
    byDefault: './data',
    meaning: 'Folder of everything that is kept. One server at a time.',
  },
  {
    name: 'http',
    example: '0.0.0.0:8443',
    byDefault: '127.0.0.1:8080',
    meaning: 'Address and port of pages and API. Not loopback: needs TLS or a trusted proxy.',
  },
  {
    name: 'http-names',
    example: 'gesprek.gemeente.example',
    byDefault: '',
    meaning: 'Names by which browsers may call this server, separated by commas; localhost always may.',
  },
  {
    name: 'tls-cert',
    example: '/etc/woordelijk/cert.pem',
    byDefault: '',
    meaning: 'Certificate chain (PEM) for HTTPS; together with tls-key.',
  },
  {
    name: 'tls-key',
    example: '/etc/woordelijk/key.pem',
    byDefault: '',
    meaning: 'Private key (PEM) of that certificate.',
  },
  {
    name: 'trusted-proxies',
    example: '10.0.0.5',
    byDefault: '',
    meaning: 'Addresses or ranges of proxies in front, separated by commas: their X-Forwarded headers are believed.',
  },
  {
    name: 'sip',
    example: '192.0.2.10:5060',
    byDefault: '127.0.0.1:5060',
    meaning: 'Address and port where calls come in (SIPREC), UDP and TCP. Not loopback: needs sip-allow.',
  },
  {
    name: 'sip-allow',
    example: '192.0.2.0/28',
    byDefault: '',
    meaning: 'Sources that may place calls, in CIDR form, separated by commas.',
  },
  { name: 'rtp-host', example: '192.0.2.10', byDefault: 'as sip', meaning: 'Address where sound is received.' },
  {
    name: 'rtp-ports',
    example: '20000-29998',
    byDefault: '20000-29998',
    meaning: 'Ports for sound; outside 32768-60999, which Linux hands out itself.',
  },
  {
    name: 'rtp-advertised',
    example: '198.51.100.7',
    byDefault: '',
    meaning: 'Address told to the telephone system where it differs (NAT).',
  },
  {
    name: 'database',
    example: 'postgres://user@db.example/woordelijk',
    byDefault: 'SQLite in the data folder',
    meaning: 'PostgreSQL address; DATABASE_URL does the same.',
  },
  {
    name: 'minimum-free',
    example: '2GB',
    byDefault: '2GB',
    meaning: 'Free space on the data disk below which new calls are refused; running ones go on.',
  },
  {
    name: 'security-contact',
    example: 'mailto:security@gemeente.example',
    byDefault: 'mailto:security@localhost',
    meaning: 'Where to report weaknesses (security.txt).',
  },
  {
    name: 'logins',
    example: '/etc/woordelijk/logins.yaml',
    byDefault: '',
    meaning: 'File with the own logins of organisations (OpenID Connect): see docs/logins.md.',
  },
  {
    name: 'proofs',
    example: '/etc/woordelijk/digid.yaml',
    byDefault: '',
    meaning:
      'File with the brokers (DigiD, eHerkenning by OpenID Connect) where residents and customers prove who they are: see docs/logins.md.',
  },
  {
    name: 'smtp',
    example: 'smtps://mail.gemeente.example:465',
    byDefault: '',
    meaning:
      'Mail server: smtps:// (TLS from the start) or smtp:// (STARTTLS, which it must offer). Empty: no mail, texts are there to copy. Needs mail-from.',
  },
  {
    name: 'smtp-login',
    example: '/etc/woordelijk/smtp-login',
    byDefault: '',
    meaning: 'File with the name for the mail server on its first line and the password on its second.',
  },
  {
    name: 'mail-from',
    example: 'Gemeente Oost <opnamen@gemeente.example>',
    byDefault: '',
    meaning: 'Sender of mail.',
  },
  {
    name: 'sms-webhook',
    example: 'https://sms.gemeente.example/berichten',
    byDefault: '',
    meaning:
      'Web address that sends text messages: gets {"to","text"} by POST. Https, or this machine. Empty: no messages.',
  },
];

const NAMES = new Set(SETTINGS.map((s) => s.name));
/** Environment names that belong to the command line, not to the server. */
const CLIENT_NAMES = new Set(['WOORDELIJK_URL', 'WOORDELIJK_TOKEN', 'WOORDELIJK_CONFIG']);

export interface ConfigSources {
  /** Flags by setting name, and `config` for the file. */
  readonly flags: Readonly<Record<string, string | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  readonly cwd: string;
}

/** Reads and checks all settings. Throws ConfigError. */
export function readConfig({ flags, env, cwd }: ConfigSources): Config {
  const file = fileSettings(flags.config ?? env.WOORDELIJK_CONFIG, cwd);
  for (const name of Object.keys(env)) {
    const setting = name.startsWith('WOORDELIJK_') ? name.slice(11).toLowerCase().replaceAll('_', '-') : undefined;
    if (setting !== undefined && !NAMES.has(setting) && !CLIENT_NAMES.has(name)) {
      throw new ConfigError(
        setting,
        `there is no such setting (environment ${name}). Known: ${[...NAMES].join(', ')}.`,
      );
    }
  }
  const get = (name: string): string | undefined => {
    const value = flags[name] ?? env[`WOORDELIJK_${name.toUpperCase().replaceAll('-', '_')}`] ?? file[name];
    return value === undefined || value.trim() === '' ? undefined : value.trim();
  };
  const data = resolve(cwd, get('data') ?? 'data');
  const sip = address('sip', get('sip') ?? '127.0.0.1:5060');
  const http = address('http', get('http') ?? '127.0.0.1:8080');
  const url = get('database') ?? env.DATABASE_URL;
  const config: Config = {
    data,
    http,
    httpNames: list(get('http-names')),
    tls: tls(get('tls-cert'), get('tls-key'), cwd),
    trustedProxies: list(get('trusted-proxies')),
    sip,
    sipAllow: list(get('sip-allow')),
    rtpHost: host('rtp-host', get('rtp-host') ?? sip.host),
    rtpPorts: ports(get('rtp-ports') ?? '20000-29998'),
    rtpAdvertised: get('rtp-advertised'),
    database:
      url === undefined ? { kind: 'sqlite', file: join(data, 'dossier.db') } : { kind: 'postgres', url: postgres(url) },
    minimumFree: bytes('minimum-free', get('minimum-free') ?? '2GB'),
    securityContact: contact(get('security-contact') ?? 'mailto:security@localhost'),
    smsWebhook: webhook(get('sms-webhook')),
    mail: mail(get('smtp'), get('mail-from'), path(get('smtp-login'), cwd)),
    logins: path(get('logins'), cwd),
    proofs: path(get('proofs'), cwd),
  };
  if (!isLoopback(http.host) && config.tls === undefined && config.trustedProxies.length === 0) {
    throw new ConfigError(
      'http',
      `${http.host} can be reached from outside, and without TLS everything would travel in clear. Set tls-cert and tls-key, or name the proxy in front in trusted-proxies, or use 127.0.0.1.`,
    );
  }
  if (!isLoopback(sip.host) && config.sipAllow.length === 0) {
    throw new ConfigError(
      'sip',
      `${sip.host} can be reached from outside: anybody could place calls. Name the telephone systems in sip-allow, or use 127.0.0.1.`,
    );
  }
  return config;
}

/** Whether an address is this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function fileSettings(path: string | undefined, cwd: string): Record<string, string> {
  if (path === undefined) return {};
  let text: string;
  try {
    text = readFileSync(resolve(cwd, path), 'utf8');
  } catch (error) {
    throw new ConfigError('config', `the file ${path} cannot be read: ${(error as Error).message}`);
  }
  let read: unknown;
  try {
    // Loaded only where there is a file to read.
    read = (createRequire(import.meta.url)('yaml') as typeof import('yaml')).parse(text);
  } catch (error) {
    throw new ConfigError('config', `the file ${path} is not valid YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  if (read === null) return {};
  if (typeof read !== 'object' || Array.isArray(read))
    throw new ConfigError('config', `the file ${path} must hold lines like 'http: 127.0.0.1:8080'.`);
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(read)) {
    if (!NAMES.has(name))
      throw new ConfigError(name, `there is no such setting (in ${path}). Known: ${[...NAMES].join(', ')}.`);
    if (Array.isArray(value)) settings[name] = value.map(String).join(',');
    else if (value !== null && typeof value !== 'object') settings[name] = String(value);
    else throw new ConfigError(name, `needs one value or a list (in ${path}).`);
  }
  return settings;
}

function address(name: string, text: string): Address {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:\s]+)):(\d{1,5})$/.exec(text);
  if (match === null || Number(match[3]) > 65535)
    throw new ConfigError(name, `'${text}' is not HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080.`);
  return { host: host(name, match[1] ?? match[2]!), port: Number(match[3]) };
}

function host(name: string, text: string): string {
  if (text === 'localhost') return '127.0.0.1';
  if (isIP(text) === 0)
    throw new ConfigError(
      name,
      `'${text}' is not an IP address. Use the address of a network card, or 0.0.0.0 for all.`,
    );
  return text;
}

function ports(text: string): { portMin: number; portMax: number } {
  const match = /^(\d{1,5})-(\d{1,5})$/.exec(text);
  const [portMin, portMax] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || portMin < 1024 || portMax > 65534 || portMax - portMin < 4) {
    throw new ConfigError('rtp-ports', `'${text}' is not a range of ports, such as 20000-29998.`);
  }
  return { portMin, portMax };
}

function bytes(name: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(B|KB|MB|GB|TB)?$/i.exec(text);
  if (match === null) throw new ConfigError(name, `'${text}' is not a size, such as 2GB or 500MB.`);
  const unit = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }[(match[2] ?? 'B').toUpperCase()] ?? 1;
  return Math.floor(Number(match[1]) * unit);
}

function list(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function tls(cert: string | undefined, key: string | undefined, cwd: string): Config['tls'] {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined) throw new ConfigError('tls-cert', 'is missing; tls-key needs it.');
  if (key === undefined) throw new ConfigError('tls-key', 'is missing; tls-cert needs it.');
  return { certFile: resolve(cwd, cert), keyFile: resolve(cwd, key) };
}

function path(text: string | undefined, cwd: string): string | undefined {
  return text === undefined ? undefined : resolve(cwd, text);
}

function postgres(url: string): string {
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new ConfigError('database', 'is not a PostgreSQL address (postgres://…). Leave it out for SQLite.');
  return url;
}

function webhook(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!safe) throw new ConfigError('sms-webhook', `'${text}' must start with https://; codes travel over it.`);
  return text;
}

function mail(smtp: string | undefined, from: string | undefined, loginFile: string | undefined): Config['mail'] {
  if (smtp === undefined) return undefined;
  const url = URL.canParse(smtp) ? new URL(smtp) : undefined;
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || url.username !== '')
    throw new ConfigError(
      'smtp',
      'must be smtps://HOST:PORT or smtp://HOST:PORT. Name and password stand in the file of smtp-login.',
    );
  if (from === undefined || !/^([^<>@\r\n]{1,100} )?<?[^\s<>@]+@[^\s<>@]+>?$/.test(from))
    throw new ConfigError('mail-from', 'must name the sender, such as Gemeente Oost <opnamen@gemeente.example>.');
  const secure = url.protocol === 'smtps:';
  return { host: url.hostname, port: Number(url.port) || (secure ? 465 : 587), secure, from, loginFile };
}

function contact(text: string): string {
  if (!/^(mailto:|https:\/\/)\S+$/.test(text))
    throw new ConfigError('security-contact', `'${text}' must start with mailto: or https://.`);
  return text;
}
