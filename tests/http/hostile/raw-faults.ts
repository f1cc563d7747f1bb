import { type RawAnswer, statusesOf } from '../raw-exchange.ts';
import { CANARY } from './heads.ts';

export const CLOSE = 'Connection: close\r\n';
export const HOST = 'Host: 127.0.0.1\r\n';
const INSIDES = /node_modules|\n\s+at \S+ \(|PostgresError|^x-injected:|root:x:/im;

/** What is wrong with what came back, whatever was sent. */
export function rawFaults({ answer, closed }: RawAnswer): string[] {
  const faults: string[] = [];
  if (!closed) faults.push('the connection was left open');
  const failed = statusesOf(answer).find((status) => status >= 500);
  if (failed) faults.push(`status ${failed}`);
  if (answer.includes(CANARY)) faults.push(`came back: ${answer.slice(answer.indexOf(CANARY) - 80).slice(0, 160)}`);
  for (const head of headsOf(answer)) {
    if (!/^x-content-type-options: nosniff$/im.test(head)) faults.push(`may be sniffed: ${head}`);
    if (!/^content-security-policy: default-src 'none';/im.test(head)) faults.push(`has no policy: ${head}`);
  }
  const insides = INSIDES.exec(answer);
  if (insides) faults.push(`insides are shown: ${insides[0]}`);
  return faults;
}

const headsOf = (answer: string): string[] =>
  answer
    .split(/^(?=HTTP\/1\.1 )/m)
    .flatMap((each) => (each.startsWith('HTTP/1.1') ? [each.split('\r\n\r\n', 1)[0] ?? ''] : []));
