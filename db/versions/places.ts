import type { Session } from './session.ts';
import { hasExcluded, withExcluded } from './with-excluded.ts';

const BATCH = 10_000;

/** Rows in batches, each row an array of its values. */
export type Batches = AsyncGenerator<readonly (readonly (string | number)[])[]>;

/** The hosts of a version: number, host, number of its site. */
export async function* knownDomains(session: Session, schemaName: string): Batches {
  const domains = withExcluded(session, schemaName, 'domain', await hasExcluded(session, schemaName));
  yield* session`select id, domain, site_id from ${domains} as d`.values().cursor(BATCH) as unknown as Batches;
}

/** The sites of a version: number, site. */
export async function* knownSites(session: Session, schemaName: string): Batches {
  const sites = withExcluded(session, schemaName, 'site', await hasExcluded(session, schemaName));
  yield* session`select id, site from ${sites} as s`.values().cursor(BATCH) as unknown as Batches;
}

/** Makes the temporary tables `read_domain` and `read_site` that `fillPlaces` takes names and numbers from. */
export async function preparePlaces(tx: Session): Promise<void> {
  await tx`create temporary table read_domain (id int, domain text, site_id int) on commit drop`;
  await tx`create temporary table read_site (id int, site text) on commit drop`;
}

/**
 * Fills the tables `domain` and `site` of a version from its images. Their names come from `read_domain` and `read_site`
 * and from the version `previous`, which may know more hosts than there are. One scan of the images.
 */
export async function fillPlaces(tx: Session, schemaName: string, previous: string | null): Promise<void> {
  const schema = tx(schemaName);
  if (previous) await addPrevious(tx, previous);
  await tx`
    create temporary table host_images on commit drop as
    select domain_id, site_id, count(*) as images, sum(aesthetic::float8) as total, count(aesthetic) as scored,
      max(aesthetic) as best
    from ${schema}.images group by domain_id, site_id`;
  await tx`
    insert into ${schema}.domain (id, domain, site_id, image_counts, mean_aesthetic, best_aesthetic)
    select r.id, r.domain, h.site_id, h.images, h.total / nullif(h.scored, 0), h.best
    from host_images h join read_domain r on r.id = h.domain_id order by r.id`;
  await tx`
    insert into ${schema}.site (id, site, image_counts, domain_counts, mean_aesthetic)
    select r.id, r.site, s.images, s.domains, s.mean
    from read_site r join (
      select site_id, sum(images) as images, count(*) as domains, sum(total) / nullif(sum(scored), 0) as mean
      from host_images group by site_id) s on s.site_id = r.id order by r.id`;
}

async function addPrevious(tx: Session, previous: string): Promise<void> {
  const has = await hasExcluded(tx, previous);
  await tx`
    insert into read_domain select id, domain, site_id from ${withExcluded(tx, previous, 'domain', has)} as p
    where not exists (select from read_domain r where r.id = p.id)`;
  await tx`
    insert into read_site select id, site from ${withExcluded(tx, previous, 'site', has)} as p
    where not exists (select from read_site r where r.id = p.id)`;
}

/** How many hosts and sites a version has. */
export async function countPlaces(session: Session, schemaName: string): Promise<{ domains: number; sites: number }> {
  const [row] = await session<{ domains: number; sites: number }[]>`
    select (select count(*)::int from ${session(schemaName)}.domain) as domains,
      (select count(*)::int from ${session(schemaName)}.site) as sites`;
  return row ?? { domains: 0, sites: 0 };
}
