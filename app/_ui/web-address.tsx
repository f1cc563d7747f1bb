import { shownAddress } from '../_url/web-address.ts';

/**
 * An address of the web as a link that does not lie about where it goes; anything else is only text. With `short` the
 * middle of the path is left out.
 */
export function WebAddress({ address, short = false }: { address: string; short?: boolean }) {
  const shown = shownAddress(address);
  if (!shown) return <span dir="auto">{address}</span>;
  return (
    <a href={address} rel="noreferrer nofollow noopener external" title={short ? address : undefined}>
      {short ? (
        <bdi dir="ltr">
          {shown.host}
          {shown.tail}
        </bdi>
      ) : (
        address
      )}
    </a>
  );
}
