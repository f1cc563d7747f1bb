import type { Failure } from '../_http/failure.ts';

const HEADINGS: Record<number, string> = {
  400: 'This question cannot be read',
  403: 'This is not allowed here',
  404: 'There is nothing at this address',
  410: 'This was taken out',
  503: 'The database is away',
};

/** What went wrong, in full sentences; the address stays in the browser, so nothing typed is lost. */
export function FailureView({ failure, id }: { failure: Failure; id: string }) {
  return (
    <main className="wrap failure">
      <title>{`${HEADINGS[failure.status] ?? 'Something went wrong'} · Aesthetic Explorer`}</title>
      <h1>{HEADINGS[failure.status] ?? 'Something went wrong'}</h1>
      <ul>
        {failure.errors.map((error) => (
          <li key={error}>{error}</li>
        ))}
      </ul>
      <p>
        <a href="/">To the beginning</a>
        {failure.status >= 500 && <small> Request {id}</small>}
      </p>
    </main>
  );
}
