import type { Batches } from '../../db/versions/places.ts';
import type { Duck } from './duck.ts';

/**
 * Gives every host and site of the surveyed rows its number, in tables `place` (key, domain_id, site_id), `new_domain`
 * (id, domain, site_id) and `new_site` (id, site).
 *
 * Those known before keep theirs, and a known host its site; new ones go on after the highest, the most frequent first.
 */
export async function assignPlaces(duck: Duck, known: { domains: Batches; sites: Batches } | null): Promise<void> {
  await duck.run('CREATE TABLE known_domain (id INTEGER, name VARCHAR, site_id INTEGER)');
  await duck.run('CREATE TABLE known_site (id INTEGER, name VARCHAR)');
  if (known) {
    for await (const rows of known.domains) await duck.append('known_domain', rows);
    for await (const rows of known.sites) await duck.append('known_site', rows);
  }
  await duck.run(`CREATE TABLE new_site AS ${numbered('site', 'site', 'known_site')}`);
  await duck.run(`CREATE TABLE new_host AS ${numbered('host', 'host, any_value(site) AS site', 'known_domain')}`);
  await duck.run(`
    CREATE TABLE new_domain AS
    SELECT h.id, h.host AS domain, coalesce(k.site_id, s.id) AS site_id
    FROM new_host h JOIN new_site s USING (site) LEFT JOIN known_domain k ON k.id = h.id`);
  await duck.run(`
    CREATE TABLE place AS
    SELECT o.key, d.id AS domain_id, d.site_id FROM origin o JOIN new_domain d ON d.domain = o.host`);
}

/** The distinct names in a column of host_rows, with their numbers. */
function numbered(name: string, columns: string, known: string): string {
  return `
    SELECT g.* EXCLUDE (rows), coalesce(k.id, (SELECT coalesce(max(id), 0) FROM ${known}) +
      row_number() OVER (PARTITION BY k.id IS NULL ORDER BY rows DESC, g.${name}))::INTEGER AS id
    FROM (SELECT ${columns}, sum(rows) AS rows FROM host_rows GROUP BY ${name}) g
      LEFT JOIN ${known} k ON k.name = g.${name}`;
}
