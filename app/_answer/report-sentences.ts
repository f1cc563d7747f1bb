import { type Phrase, phraseText, plain, typed } from '../_url/people/phrase.ts';
import { sentenceForPeople } from '../_url/people/sentence-for-people.ts';
import type { Report } from './report.ts';

const WHOLE = new Intl.NumberFormat('en');

const setOf = ({ reading: { dataset } }: Report) => dataset.title ?? dataset.name;

/** What is asked beside the order, as the heading of the table says it: "264 images", " whose caption holds …". */
function sentenceOf({ reading, named, count }: Report): { number: Phrase; rest: Phrase } {
  const query = { ...reading.request.query, sort: [] };
  const known = count.state === 'answered' ? count.value : null;
  const { count: number, rest } = sentenceForPeople(reading.table, query, named, known);
  return { number, rest };
}

/** Whether nothing but this was asked. */
const isOnly = ({ asked }: Report, key: 'name' | 'place') => {
  const places = [asked.site, asked.domain].filter((place) => place !== null);
  if (asked.conditions.length > 0) return false;
  return key === 'name' ? asked.name !== '' && places.length === 0 : asked.name === '' && places.length === 1;
};

/** The question of a report, for its title. */
export function questionPhrase(report: Report): Phrase {
  const { asked } = report;
  const inSet = plain(` in ${setOf(report)}?`);
  if (asked.addresses.length === 1) return [plain('Is this address'), inSet];
  if (asked.addresses.length > 1) return [plain(`Are these ${WHOLE.format(asked.addresses.length)} addresses`), inSet];
  if (isOnly(report, 'name')) return [plain('Is '), typed(asked.name), plain(` in the captions of ${setOf(report)}?`)];
  return [plain('Are there images'), ...sentenceOf(report).rest, inSet];
}

const found = (words: string) => ({ words, kind: 'number' as const });

function addressesAnswer({ addresses, count }: Report): Phrase {
  const all = addresses ?? [];
  const there = all.filter((each) => each.found === 'exact' || each.found === 'alike').length;
  const rows = count.state === 'answered' && !count.value.truncated ? count.value.count : null;
  if (all.some((each) => each.found === null))
    return [plain('Not all of it is known: looking the addresses up took longer than a page may.')];
  const inRows = rows === null ? '' : `, in ${WHOLE.format(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  if (there === 0) return [found('No'), plain(`: ${all.length === 1 ? 'it is not' : 'none of them is'} in the data.`)];
  if (all.length === 1) return [found('Yes'), plain(`: it is in the data${inRows}.`)];
  if (there === all.length) return [found('Yes, all of them'), plain(` are in the data${inRows}.`)];
  return [
    found(`${WHOLE.format(there)} of ${WHOLE.format(all.length)}`),
    plain(` ${there === 1 ? 'is' : 'are'} in the data${inRows}.`),
  ];
}

/** The answer of a report in one sentence, with its number; what is not known is said to be so. */
export function answerPhrase(report: Report): Phrase {
  const { asked, count, images } = report;
  if (report.addresses) return addressesAnswer(report);
  if (count.state === 'timed out')
    return [plain(`How many is not known: counting took longer than ${count.milliseconds / 1000} s.`)];
  const { number, rest } = sentenceOf(report);
  if (count.value.count === 0) {
    if (isOnly(report, 'name'))
      return [found('No'), plain(': no caption of this data holds '), typed(asked.name), plain('.')];
    if (isOnly(report, 'place'))
      return [
        found('No'),
        plain(': no image of this data comes from '),
        typed(asked.site ?? asked.domain ?? ''),
        plain('.'),
      ];
    return [found('No'), plain(': this data holds no images'), ...rest, plain('.')];
  }
  const of = images === null ? '' : `, of ${WHOLE.format(images)} in all`;
  return [
    plain('Yes: '),
    ...number.map((piece) => ({ ...piece, words: inside(piece.words) })),
    ...rest,
    plain(`${of}.`),
  ];
}

const inside = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);

export const questionText = (report: Report): string => phraseText(questionPhrase(report));
export const answerText = (report: Report): string => phraseText(answerPhrase(report));
