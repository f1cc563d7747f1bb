import { SetupError } from '../../db/setup-error.ts';
import { type Addresses, addressList } from './client-address.ts';
import type { LimitSettings } from './limits.ts';
import { LOGS, type LogKind } from './log.ts';

type Env = Record<string, string | undefined>;

/** The settings of our server around Next; README has the table. */
export interface ServerSettings {
  /** Whether scripts of other sites may read the data. */
  cors: boolean;
  limits: LimitSettings;
  /** Proxies whose word is taken for their clients' addresses. */
  trustedProxies: Addresses;
  /** Milliseconds after which a client that reads nothing of its answer is cut off. */
  clientTimeout: number;
  /** Milliseconds that running requests get to end when the server is told to. */
  shutdownTimeout: number;
  logKind: LogKind;
  metrics: boolean;
}

/** Reads them. They have been checked: see checkSettings. */
export function serverSettings(env: Env): ServerSettings {
  return {
    cors: isOn(env.CORS),
    limits: {
      perMinute: Number(env.RATE_LIMIT || 600),
      atOnce: Number(env.REQUESTS_AT_ONCE || 32),
      loopback: isOn(env.RATE_LIMIT_LOOPBACK),
    },
    trustedProxies: addressList(env.TRUSTED_PROXIES ?? '') as Addresses,
    clientTimeout: Number(env.CLIENT_TIMEOUT_MS || 30_000),
    shutdownTimeout: Number(env.SHUTDOWN_TIMEOUT_MS || 5000),
    logKind: (env.LOG || 'text') as LogKind,
    metrics: isOn(env.METRICS),
  };
}

const ON = ['on', 'true', '1'];
const OFF = ['off', 'false', '0'];

const isOn = (value: string | undefined): boolean => ON.includes(value ?? '');

/** What a value must be, as the end of a sentence; null: it is. */
type Check = (value: string) => string | null;

const isWhole = (value: string) => /^\d{1,15}$/.test(value);
const atLeast =
  (least: number): Check =>
  (value) =>
    isWhole(value) && Number(value) >= least ? null : `give a whole number from ${least} on`;
const atMost =
  (most: number): Check =>
  (value) =>
    isWhole(value) && Number(value) <= most ? null : `give a number from 0 to ${most}`;
const oneOf =
  (...choices: string[]): Check =>
  (value) =>
    choices.includes(value) ? null : `give ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
const onOrOff: Check = (value) => ([...ON, ...OFF].includes(value) ? null : 'give on or off');
/** What a timer of Node's can wait: a longer one would end at once. */
const milliseconds: Check = (value) =>
  isWhole(value) && Number(value) > 0 && Number(value) < 2 ** 31 ? null : 'give milliseconds, from 1 to 2147483647';

const origin: Check = (value) => {
  const url = /^https?:\/\//i.test(value) && URL.canParse(value) ? new URL(value) : null;
  const isOrigin = url && /^\/+$/.test(url.pathname) && url.search + url.hash + url.username + url.password === '';
  return isOrigin ? null : 'give a scheme and a host, such as https://explorer.example';
};

const proxies: Check = (value) =>
  addressList(value) ? null : 'give addresses or networks, such as 127.0.0.1, 10.0.0.0/8';

/** What is checked here of the settings; the addresses of databases are checked where they are read. */
export const CHECKS: Record<string, Check> = {
  PORT: atMost(65_535),
  ORIGIN: origin,
  PAGE_SIZE: atLeast(1),
  MAX_PAGE_SIZE: atLeast(1),
  FACET_SIZE: atLeast(1),
  TIME_LIMIT_MS: milliseconds,
  FACET_TIME_LIMIT_MS: milliseconds,
  SQL_TIME_LIMIT_MS: milliseconds,
  EXPORT_TIME_LIMIT_MS: milliseconds,
  CACHE_TTL: atLeast(0),
  CORS: onOrOff,
  ALLOW_SQL: onOrOff,
  TRUSTED_PROXIES: proxies,
  RATE_LIMIT: atLeast(0),
  RATE_LIMIT_LOOPBACK: onOrOff,
  REQUESTS_AT_ONCE: atLeast(1),
  CLIENT_TIMEOUT_MS: milliseconds,
  SHUTDOWN_TIMEOUT_MS: milliseconds,
  LOG: oneOf(...LOGS),
  METRICS: onOrOff,
};

/** Throws a SetupError, one sentence, for the first setting that makes no sense; an empty one counts as not given. */
export function checkSettings(env: Env): void {
  for (const [name, check] of Object.entries(CHECKS)) {
    const value = env[name] ?? '';
    const complaint = value === '' ? null : check(value);
    if (complaint) throw new SetupError(`${name} is ${JSON.stringify(value)}: ${complaint}.`);
  }
  const [page, most] = [Number(env.PAGE_SIZE || 100), Number(env.MAX_PAGE_SIZE || 1000)];
  if (page > most) throw new SetupError(`PAGE_SIZE is ${page}, which is more than MAX_PAGE_SIZE, ${most}.`);
}
