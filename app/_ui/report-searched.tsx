import type { ReactNode } from 'react';
import type { Answer, Count } from '../../db/query.ts';
import type { Report } from '../_answer/report.ts';
import { tableLink } from '../_answer/report-links.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { labelPath, tablePath } from '../_url/paths.ts';
import { nounsOf } from '../_url/people/column-words.ts';
import { phraseText } from '../_url/people/phrase.ts';
import { sentenceForPeople } from '../_url/people/sentence-for-people.ts';
import { folded } from './name-near.tsx';
import { wordsSought } from './name-view.tsx';
import { countedText, countText, timeText } from './number.ts';
import { Entry } from './row-entry.tsx';
import { WrittenLink } from './written-link.tsx';

/** A count, as a link to what it counts. */
function Counted({ answer, href }: { answer: Answer<Count>; href: string | null }) {
  if (answer.state === 'timed out')
    return <span className="none">not counted: it took longer than {timeText(answer.milliseconds)}</span>;
  const words = countedText(answer.value);
  return href === null || answer.value.count === 0 ? words : <WrittenLink href={href}>{words}</WrittenLink>;
}

/** Names of the lists that are spelled much like the one that was asked for. */
function Near({ report: { asked, near, reading } }: { report: Report }) {
  const { dataset } = reading;
  if (near === null) return <span className="none">not looked up in time</span>;
  if (near.length === 0) return <>No name of the lists is spelled much like this.</>;
  return (
    <ul className="plainlist">
      {near.map(({ kind, name, count }) => {
        const table = dataset.tables.get(kind);
        return (
          <li key={`${kind} ${name}`}>
            <a href={labelPath(dataset.name, kind, name)}>{name}</a>, {table ? nounsOf(table)[0] : kind}:{' '}
            {countedText({ count, truncated: false })}
            {folded(name) === folded(asked.name) && ' (the name itself)'}
          </li>
        );
      })}
    </ul>
  );
}

function fieldsOf(report: Report): [name: string, value: ReactNode][] {
  const { asked, count, loose, reading, named } = report;
  const { dataset, table, request } = reading;
  const fields: [string, ReactNode][] = [];
  const loosely = (pairs: Pairs) => linkTo(tablePath(dataset.name, 'images'), pairs);
  if (asked.name !== '') {
    fields.push([
      'Phrase',
      <>
        <em dir="auto">{asked.name}</em>: {wordsSought(false)}
      </>,
    ]);
  }
  if (asked.site !== null) fields.push(['Site', asked.site]);
  if (asked.domain !== null) fields.push(['Host', asked.domain]);
  if (asked.addresses.length > 0) {
    const many = asked.addresses.length;
    fields.push([many === 1 ? 'Address' : 'Addresses', `${countText(many)}, listed below with what was found of each`]);
  }
  if (asked.conditions.length > 0)
    fields.push(['All of it', `Images${phraseText(sentenceForPeople(table, request.query, named, null).rest)}`]);
  fields.push(['Found', <Counted key="count" answer={count} href={tableLink(report)} />]);
  if (loose)
    fields.push([
      'In any order',
      <>
        <Counted answer={loose.count} href={loosely(loose.pairs)} /> whose caption holds the same words anywhere
      </>,
    ]);
  if (asked.name !== '') fields.push(['Spelled alike', <Near key="near" report={report} />]);
  return fields;
}

/** What exactly was looked for and how much was found, so that anyone can look again. */
export function ReportSearched({ report }: { report: Report }) {
  return (
    <Entry id="searched" title="What was searched">
      <dl className="fields plain">
        {fieldsOf(report).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Entry>
  );
}
