import autocannon from 'autocannon';
import type { Judge } from './judge.ts';
import type { Question } from './questions.ts';

/** Something other than a right answer, on the clock of performance.now(). */
export interface Trouble {
  at: number;
  kind: 'status' | 'connection' | 'late' | 'wrong' | 'stale';
  detail: string;
}

export interface Shots {
  requests: number;
  sampled: number;
  troubles: Trouble[];
  /** Milliseconds of each answer. */
  times: number[];
}

export interface Firing {
  address: string;
  questions: Question[];
  judge: Judge;
  rate: number;
  seconds: number;
  /** The version that must be answered by now; null: either may be. */
  required: () => 'a' | 'b' | null;
}

const CONNECTIONS = 10;
const TIMEOUT_S = 15;

const header = (headers: unknown, name: string): string | undefined => {
  const found = Object.entries((headers ?? {}) as Record<string, string>).find(([key]) => key.toLowerCase() === name);
  return found?.[1];
};

/** Fires the questions at the server with autocannon, at a steady rate, and has every answer judged. */
export async function fire(firing: Firing): Promise<Shots> {
  const { address, questions, judge, rate, seconds, required } = firing;
  const shots: Shots = { requests: 0, sampled: 0, troubles: [], times: [] };
  const trouble = (kind: Trouble['kind'], detail: string) =>
    shots.troubles.push({ at: performance.now(), kind, detail });
  const requests = questions.map((question) => ({
    path: question.path,
    onResponse(status: number, body: string, _context: object, headers?: unknown) {
      if (status !== 200) return void trouble('status', `${status} ${question.path} ${body.slice(0, 120)}`);
      shots.sampled++;
      const { version, wrong, isLate } = judge.judge(question, body, header(headers, 'etag'));
      if (isLate) trouble('late', `${question.path}: a part is not known`);
      if (wrong) trouble('wrong', wrong);
      const wanted = required();
      if (version && wanted && version !== wanted) trouble('stale', `${question.path} answered of ${version}`);
    },
  }));
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  const options: autocannon.Options = {
    url: address,
    connections: CONNECTIONS,
    overallRate: rate,
    duration: seconds,
    timeout: TIMEOUT_S,
    requests: requests as autocannon.Request[],
    setupClient: turned(requests as autocannon.Request[]),
  };
  const instance = autocannon(options, () => end());
  instance.on('response', (_client, _status, _bytes, milliseconds) => {
    shots.requests++;
    shots.times.push(milliseconds);
  });
  instance.on('reqError', (error: Error) => trouble('connection', error.message));
  await done;
  return shots;
}

/** Each connection begins elsewhere in the list, so that they do not ask the same at once. */
function turned(requests: autocannon.Request[]): (client: autocannon.Client) => void {
  let number = 0;
  return (client) => {
    const from = Math.floor((requests.length * number++) / CONNECTIONS);
    client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
  };
}
