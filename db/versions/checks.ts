import type { Session } from './session.ts';

/**
 * Throws when a loaded version is not what was read: `expected` rows in `images`, each counted once under its host, its
 * site, and in a table of hosts and sites that leave nothing out.
 */
export async function checkVersion(session: Session, schemaName: string, expected: number): Promise<void> {
  const schema = session(schemaName);
  const [found] = await session<{ images: number; domains: number; sites: number; hosts: number }[]>`
    select (select count(*)::float8 from ${schema}.images) as images,
      (select coalesce(sum(image_counts), 0)::float8 from ${schema}.domain) as domains,
      (select coalesce(sum(image_counts), 0)::float8 from ${schema}.site) as sites,
      (select count(*)::float8 from ${schema}.domain)
        - (select coalesce(sum(domain_counts), 0)::float8 from ${schema}.site) as hosts`;
  const isRight =
    found?.images === expected && found.domains === expected && found.sites === expected && found.hosts === 0;
  if (!isRight) {
    throw new Error(
      `Nothing was published: ${expected} rows were kept, but Postgres has ${found?.images} images, ` +
        `${found?.domains} counted by host and ${found?.sites} by site, with ${found?.hosts} hosts without a site.`,
    );
  }
}
