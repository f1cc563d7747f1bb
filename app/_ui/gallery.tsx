import type { soughtOf } from '../../db/queries/hits.ts';
import type { Row } from '../../db/query.ts';
import { keptIn } from '../_answer/kept.ts';
import type { Labels } from '../_answer/labels.ts';
import { type Picture, pictureOf, UNSAFE } from '../_answer/pictures.ts';
import type { TableReading } from '../_answer/reading.ts';
import { exchange } from '../_http/exchange.ts';
import { rowKey, rowPath } from '../_url/paths.ts';
import { mainNumber } from './column-model.ts';
import { ImagesSwitch } from './images-switch.tsx';
import { countText, valueWords } from './number.ts';
import { PictureFigure } from './picture-figure.tsx';

interface GalleryProps {
  reading: TableReading;
  /** The columns the table would show. */
  columns: string[];
  rows: Row[];
  labels: Labels;
  sought: ReturnType<typeof soughtOf>;
}

/** Counts what is hidden and says why. */
function Hidden({ pictures }: { pictures: Picture[] }) {
  const unsafe = pictures.filter(({ veiled }) => veiled === 'unsafe').length;
  const unscored = pictures.filter(({ veiled }) => veiled === 'unscored').length;
  if (unsafe + unscored === 0) return null;
  const reasons = [
    unsafe > 0 && `${countText(unsafe)} with a probability to be unsafe above ${UNSAFE}`,
    unscored > 0 && `${countText(unscored)} that nobody scored`,
  ].filter(Boolean);
  return (
    <p className="note">
      Blurred until you ask for it: {countText(unsafe + unscored)} of {countText(pictures.length)} pictures,{' '}
      {reasons.join(' and ')}.
    </p>
  );
}

/** The site and the number of a picture that matters, as far as they are known. */
function labelOf({ reading, columns, labels }: GalleryProps, row: Row): { label: string; number: string } {
  const { table, request } = reading;
  const [link] = table.outgoing.filter(({ column }) => row[column] !== undefined);
  const label = link ? String(labels.get(link.column)?.get(String(row[link.column])) ?? '') : '';
  const main = mainNumber(table, columns, request.query.sort);
  const value = main === null ? null : (row[main] ?? null);
  const unit = table.config.columns?.[main ?? '']?.unit;
  return { label, number: value === null ? '' : valueWords(value, unit) };
}

/** The rows as pictures in their own shapes; nothing is loaded until the visitor turns pictures on. */
export function Gallery(props: GalleryProps) {
  const { reading, rows, sought } = props;
  const { dataset, table } = reading;
  const { images } = keptIn(exchange().headers.cookie);
  const pictures = rows.map((row) => pictureOf(table, row, images));
  return (
    <section aria-label="Pictures">
      <div className="above-pictures">
        <ImagesSwitch images={images} />
        {images !== 'off' && <Hidden pictures={pictures} />}
      </div>
      <ul className="pictures">
        {rows.map((row, i) => (
          <PictureFigure
            key={rowKey(table, row)}
            id={rowKey(table, row)}
            picture={pictures[i] as Picture}
            href={rowPath(dataset.name, table, row)}
            {...labelOf(props, row)}
            sought={sought}
            isOn={images !== 'off'}
          />
        ))}
      </ul>
    </section>
  );
}
