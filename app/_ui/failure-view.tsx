import { requestPairs, requestPath } from '../_answer/reading.ts';
import type { Failure } from '../_http/failure.ts';
import { Frame } from './frame.tsx';

const HEADINGS: Record<number, string> = {
  400: 'This question cannot be read',
  403: 'This is not allowed here',
  404: 'There is nothing at this address',
  410: 'This was taken out',
  503: 'The database is away',
};

/** Where to go from here: to the same page without its question where that was at fault, else to the beginning. */
function WaysOn({ status }: { status: number }) {
  const path = requestPath();
  return (
    <p>
      {status === 400 && requestPairs().length > 0 && /^\/(?![/\\])/.test(path) && (
        <>
          <a href={path}>The same page with nothing asked</a> ·{' '}
        </>
      )}
      <a href="/">To the beginning</a>
    </p>
  );
}

/** What went wrong, in full sentences; the address stays in the browser, so nothing typed is lost. */
export function FailureView({ failure, id }: { failure: Failure; id: string }) {
  const heading = HEADINGS[failure.status] ?? 'Something went wrong';
  return (
    <Frame>
      <title>{`${heading} · Aesthetic Explorer`}</title>
      <div className="failure">
        <h1>{heading}</h1>
        <ul>
          {failure.errors.map((error) => (
            <li key={error} dir="auto">
              {error}
            </li>
          ))}
        </ul>
        <WaysOn status={failure.status} />
        {failure.status >= 500 && <p className="hint">Request {id}</p>}
      </div>
    </Frame>
  );
}
