import { readFileSync } from 'node:fs';
import { connect, isIP, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { type ConnectionOptions, connect as secure } from 'node:tls';
import { SetupError } from './setup-error.ts';

/** What an address says of TLS. */
export interface Tls {
  /** Whether a server that has none may be spoken to without. */
  isOptional: boolean;
  options: ConnectionOptions;
}

/**
 * Takes what an address says of TLS, as in libpq, out of it: postgres.js would else put TLS of its own over our socket,
 * whose end it cannot bear. Null: none. Throws a SetupError for a mode there is not and a file that cannot be read.
 */
export function takeTls(url: URL): Tls | null {
  const taken = (name: string) => {
    const value = url.searchParams.get(name);
    url.searchParams.delete(name);
    return value;
  };
  const [mode, other, root] = ['sslmode', 'ssl', 'sslrootcert'].map(taken);
  switch (mode ?? other ?? (root === 'system' ? 'verify-full' : 'disable')) {
    case 'disable':
    case 'false':
      return null;
    case 'allow':
    case 'prefer':
      return { isOptional: true, options: { rejectUnauthorized: false } };
    case 'require':
    case 'true':
      return { isOptional: false, options: { rejectUnauthorized: false } };
    case 'verify-ca':
      return { isOptional: false, options: { ...trusting(root), checkServerIdentity: () => undefined } };
    case 'verify-full':
      return { isOptional: false, options: trusting(root) };
    default:
      throw new SetupError(
        `sslmode is ${mode ?? other}: there are disable, prefer, require, verify-ca and verify-full.`,
      );
  }
}

function trusting(root: string | null | undefined): ConnectionOptions {
  if (!root || root === 'system') return {};
  try {
    return { ca: readFileSync(root) };
  } catch (error) {
    throw new SetupError(`The certificates of sslrootcert cannot be read (${(error as Error).message}).`);
  }
}

/** Where postgres.js has been told to connect to. */
export interface Place {
  path?: string | false;
  host: string[] | string;
  port: number[] | number;
}

/** Opens a connection; what becomes of it is heard by its events. A unix socket has no TLS, for it has no need of it. */
export function dial({ path, host, port }: Place, tls: Tls | null): Socket | SecureSocket {
  const first = [host].flat()[0] ?? 'localhost';
  if (path) return connect(path);
  const raw = connect(Number([port].flat()[0]), first);
  return tls ? new SecureSocket(raw, first, tls) : raw;
}

/** "Do you speak TLS?", as Postgres wants to be asked. */
const REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
const YES = 'S';
const NO = 'N';

const refused = (message: string): Error => Object.assign(new Error(message), { code: 'TLS_REFUSED' });

/** A connection to Postgres through TLS. What is written before it is safe waits; that it cannot be had is an error. */
export class SecureSocket extends Duplex {
  private channel: Duplex | null = null;
  private hasEnded = false;
  private held: (() => void) | null = null;

  /** `raw` is connecting to `host`. */
  constructor(
    private readonly raw: Socket,
    private readonly host: string,
    private readonly tls: Tls,
  ) {
    super();
    raw.once('connect', () => raw.write(REQUEST));
    raw.once('data', (answer: Buffer) => this.begin(answer.toString('latin1')));
    raw.on('error', (error) => this.destroy(error));
    raw.on('close', () => this.onClose());
  }

  /** postgres.js ends a connection by this. */
  get readyState(): string {
    return this.destroyed ? 'closed' : this.raw.readyState;
  }

  private begin(answer: string): void {
    if (answer === NO && this.tls.isOptional) {
      this.open(this.raw);
      return;
    }
    // Anything behind the letter was sent by somebody between us and the server.
    if (answer !== YES) {
      this.destroy(refused(answer === NO ? 'the server does not speak TLS' : 'the server answered something odd'));
      return;
    }
    const servername = isIP(this.host) ? undefined : this.host;
    const secured = secure({ ...this.tls.options, socket: this.raw, host: this.host, servername });
    secured.once('secureConnect', () => this.open(secured));
    secured.on('error', (error) => this.destroy(error));
    secured.on('close', () => this.onClose());
  }

  private open(channel: Duplex): void {
    this.channel = channel;
    channel.on('data', (chunk: Buffer) => this.push(chunk) || channel.pause());
    channel.on('end', () => {
      this.hasEnded = true;
      this.push(null);
    });
    this.held?.();
    this.held = null;
  }

  /** After the last that the server sent has been read, for its end is told before its close. */
  private onClose(): void {
    if (this.hasEnded && !this.readableEnded) this.once('end', () => this.destroy());
    else if (this.hasEnded || this.writableEnded) this.destroy();
    else this.destroy(Object.assign(new Error('the server closed the connection'), { code: 'CONNECTION_CLOSED' }));
  }

  private whenOpen(work: (channel: Duplex) => void): void {
    if (this.channel) work(this.channel);
    else this.held = () => this.channel && work(this.channel);
  }

  override _read(): void {
    this.channel?.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.whenOpen((channel) => channel.write(chunk, encoding, done));
  }

  override _final(done: (error?: Error | null) => void): void {
    this.whenOpen((channel) => channel.end(() => done()));
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.channel?.destroy();
    this.raw.destroy();
    done(error);
  }
}
