import type { Report } from '../_answer/report.ts';
import { tableLink } from '../_answer/report-links.ts';
import { Bars } from './board-bars.tsx';
import { countText, timeText } from './number.ts';
import { Entry } from './row-entry.tsx';
import { WrittenLink } from './written-link.tsx';

/** The sites, or the hosts of a site, that the images come from, each with how many. */
export function ReportPlaces({ report }: { report: Report }) {
  const { places, count } = report;
  if (!places || (count.state === 'answered' && count.value.count === 0)) return null;
  const many = places.column === 'site_id' ? 'sites' : 'hosts';
  if (places.choices.state === 'timed out')
    return (
      <Entry id="places" title={`Which ${many}`}>
        <p className="note">Not counted: it took longer than {timeText(places.choices.milliseconds)}.</p>
      </Entry>
    );
  const { values, distinct } = places.choices.value;
  const all = tableLink(report, [
    ['_facet', places.column],
    ['_facet_size', 'max'],
  ]);
  return (
    <Entry id="places" title={`Which ${many}`}>
      <Bars
        ranked
        bars={values.map(({ value, label, count: images }) => ({
          label: String(label),
          count: images,
          href: tableLink(report, [[places.column, String(value)]]) ?? '',
        }))}
      />
      {distinct !== null && distinct > values.length && (
        <p className="note">
          The {countText(values.length)} with the most, of {countText(distinct)} {many}.{' '}
          {all && <WrittenLink href={all}>All of them</WrittenLink>}
        </p>
      )}
    </Entry>
  );
}
