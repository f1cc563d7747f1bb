import type { ReactNode } from 'react';
import { requestPairs, requestPath } from '../_answer/reading.ts';
import { FailureView } from '../_ui/failure-view.tsx';
import { linkTo } from '../_url/edit.ts';
import { formRedirect } from '../_url/form-redirect.ts';
import { ownPath, tildePath } from '../_url/paths.ts';
import { settings } from '../settings.ts';
import { exchange } from './exchange.ts';
import { failureOf } from './failure.ts';

/** Sends the browser on to a path of ours. */
export function redirect(location: string): null {
  exchange().status = 302;
  exchange().responseHeaders.location = ownPath(location);
  return null;
}

/** Characters of a link beyond which proxies would refuse the head of the answer; the page itself holds its links. */
const LONGEST_LINK = 2000;

/** Tells programs where the same question is answered as JSON. */
function alternateLink(): string {
  const path = requestPath();
  const url = settings().origin + linkTo(`${path}.json`, requestPairs());
  return `<${url}>; rel="alternate"; type="application/json+datasette"`;
}

function linkHeader(...links: (string | undefined)[]): Record<string, string> {
  const link = links.filter((each) => each && each.length <= LONGEST_LINK).join(', ');
  return link === '' ? {} : { link };
}

/**
 * Renders a page with the status its outcome deserves: what `render` throws becomes 400, 403, 404, 503 or 500 and a
 * page that says so. A form's fields are answered with a redirect to what they mean.
 */
export async function page(render: () => Promise<ReactNode>): Promise<ReactNode> {
  const meant = formRedirect(requestPairs());
  if (meant) return redirect(linkTo(requestPath(), meant));
  try {
    const view = await render();
    const { status = 200, responseHeaders } = exchange();
    if (status === 200) {
      const { link, ...others } = responseHeaders;
      exchange().responseHeaders = { ...others, ...linkHeader(link, alternateLink()) };
    }
    return view;
  } catch (error) {
    const failure = failureOf(error);
    const meant = failure.status === 404 ? tildePath(requestPath()) : null;
    if (meant) return redirect(linkTo(meant, requestPairs()));
    exchange().status = failure.status;
    if (failure.status === 503) exchange().responseHeaders['retry-after'] = '2';
    return <FailureView failure={failure} id={exchange().id} />;
  }
}
