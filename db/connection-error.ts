import { SetupError } from './setup-error.ts';

/**
 * Why a server could not be reached, in one sentence that names it without its password; null when `error` says
 * something else than that.
 */
export function connectionError(url: string, error: unknown): SetupError | null {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const why = reason(code, message);
  return why === null ? null : new SetupError(`The database ${withoutPassword(url)} cannot be used: ${why}.`);
}

function reason(code: string, message: string): string | null {
  if (code === 'ECONNREFUSED' || code === 'ENOENT') return 'no server answers there';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its host is not known';
  if (/^(CONNECT_TIMEOUT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/.test(code)) return 'its host does not answer';
  if (/^(CONNECTION_CLOSED|CONNECTION_ENDED|ECONNRESET|EPIPE)$/.test(code)) return 'the server closed the connection';
  if (code === 'TLS_REFUSED') return message;
  if (/CERT|ERR_TLS|ERR_SSL/.test(code)) return `its certificate is not accepted: ${message}`;
  // Wrong login, no such database, too many connections, just starting or stopping: the server's words say it best.
  if (/^(28|3D000|53300|57P0|08)/.test(code) || code === 'EACCES') return message.replace(/\.$/, '');
  return null;
}

/** The address with its password left out, to be shown. */
export function withoutPassword(url: string): string {
  const parsed = new URL(url);
  parsed.password = '';
  return parsed.href;
}

/** Refuses what is not the address of a Postgres database, naming the setting it came from. */
export function checkAddress(url: string, setting: string): void {
  const isAddress = /^postgres(ql)?:\/\/[^/]/.test(url) && URL.canParse(url) && new URL(url).pathname.length > 1;
  if (!isAddress) {
    throw new SetupError(`${setting} is not an address such as postgres://user:password@host:5432/database.`);
  }
}
