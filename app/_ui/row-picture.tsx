import { keptIn } from '../_answer/kept.ts';
import { pictureOf } from '../_answer/pictures.ts';
import type { RowReading } from '../_answer/row.ts';
import { exchange } from '../_http/exchange.ts';
import { ImagesSwitch } from './images-switch.tsx';
import { PictureFigure } from './picture-figure.tsx';

/** The picture of a row by the same rules as in the gallery: nothing is loaded until the visitor turns pictures on. */
export function RowPicture({ reading, path }: { reading: RowReading; path: string }) {
  const { table, row } = reading;
  const { images } = keptIn(exchange().headers.cookie);
  return (
    <section className="onepicture" aria-label="The picture">
      <ImagesSwitch images={images} />
      {images !== 'off' && (
        <ul className="pictures">
          <PictureFigure id="picture" picture={pictureOf(table, row, images)} href={path} label="" sought={[]} isOn />
        </ul>
      )}
    </section>
  );
}
