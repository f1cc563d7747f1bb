import { settings } from '../settings.ts';

const isMail = (contact: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact);
const isWeb = (contact: string) => /^https?:\/\/\S+$/i.test(contact);

/** The address to ask at, as a link where it is one. */
function Contact({ contact }: { contact: string }) {
  if (isMail(contact)) return <a href={`mailto:${contact}`}>{contact}</a>;
  if (isWeb(contact)) {
    return (
      <a href={contact} rel="noreferrer noopener external">
        {contact}
      </a>
    );
  }
  return contact;
}

/** How to ask for something to be taken out of this explorer, and what that does and does not do. */
export function Removal() {
  const { removalContact } = settings();
  return (
    <div className="prose">
      {removalContact ? (
        <p>
          To have an address, a site or a phrase taken out of this explorer, write to{' '}
          <Contact contact={removalContact} />. Say which: the address of its page here is enough.
        </p>
      ) : (
        <p>Whoever runs this explorer has not named an address for such requests.</p>
      )}
      <p>
        The pictures are not kept here. Each lies with the site that publishes it: only that site can take it off the
        web. What is taken out here stays in copies of the records that others hold, and in models that were trained on
        them.
      </p>
    </div>
  );
}
