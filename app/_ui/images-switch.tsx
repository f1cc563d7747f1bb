import { KEPT_CHOICES, type Kept } from '../_answer/kept.ts';
import { exchange } from '../_http/exchange.ts';

const WORDS = { off: 'Off', on: 'On', strict: 'On, blurred where nobody scored them' };

/** Turns pictures on and off: a form, because the server must know before it allows any. */
export function ImagesSwitch({ images }: { images: Kept['images'] }) {
  return (
    <form className="images-switch" action="/-/keep" method="get" aria-label="Pictures">
      <input type="hidden" name="back" value={exchange().url} />
      <span>Pictures</span>
      {KEPT_CHOICES.images.map((choice) => (
        <button
          key={choice}
          type="submit"
          className="word"
          name="images"
          value={choice}
          aria-pressed={choice === images}
        >
          {WORDS[choice]}
        </button>
      ))}
      <span className="hint">
        {images === 'off'
          ? 'Nothing is loaded from other sites.'
          : 'Loaded from their own sites, which are not told where you come from.'}
      </span>
    </form>
  );
}
