/**
 * The query for the rows from `from` to below `to`; DuckDB's table `lists` must hold one row of lists: words, special,
 * hosts, artists.
 *
 * Each value follows from the row's number, the seed and a number for what it is, so rows do not depend on each other.
 * Words, hosts and artists come by Zipf's law.
 */
export function rowsQuery(from: number, to: number, seed: number): string {
  // DuckDB's hash of several values joins theirs by exclusive or, so that those of one row would differ by a constant
  // only; the second hash makes them independent.
  const chance = (what: number, row = 'i') =>
    `((hash(hash(${row}, ${seed}, ${what})) >> 11)::DOUBLE / 9007199254740992)`;
  const zipf = (what: number, list: string, row?: string) =>
    `${list}[greatest(1, least(len(${list}), floor(exp(${chance(what, row)} * ln(len(${list}) + 1)))::INTEGER))]`;
  const word = `CASE WHEN ${chance(2, 'i * 64 + k')} < 0.01
    THEN special[1 + (hash(i, k, ${seed}) % len(special))::INTEGER] ELSE ${zipf(1, 'words', 'i * 64 + k')} END`;
  const words = `array_to_string(list_transform(range(3 + (${chance(3)} * 11)::INTEGER), lambda k: ${word}), ' ')`;
  const caption = `upper(left(${words}, 1)) || substr(${words}, 2) ||
    CASE WHEN ${chance(4)} < 0.12 THEN ' by ' || ${zipf(5, 'artists')} WHEN ${chance(4)} > 0.9 THEN '.' ELSE '' END`;
  const size = (what: number) => `CASE WHEN ${chance(6)} > 0.01 THEN (180 + 1500 * ${chance(what)})::INTEGER END`;
  return `
    SELECT 'https://' || ${zipf(9, 'hosts')} || '/' || substr(md5(i::VARCHAR || '-${seed}'), 1, 16) || '.jpg' AS "URL",
      CASE WHEN ${chance(10)} > 0.005 THEN ${caption} END AS "TEXT",
      ${size(7)} AS "WIDTH", ${size(8)} AS "HEIGHT",
      0.28 + 0.14 * ${chance(11)} AS similarity,
      hash(i, ${seed})::UBIGINT AS hash,
      pow(${chance(12)}, 10)::FLOAT AS punsafe,
      pow(${chance(13)}, 3)::FLOAT AS pwatermark,
      (5 - 0.45 * ln(1 - 0.9999 * ${chance(14)}))::FLOAT AS "AESTHETIC_SCORE",
      CASE WHEN ${chance(15)} < 0.97 THEN 'en' ELSE 'nolang' END AS "LANGUAGE",
      CASE WHEN ${chance(16)} < 0.96 THEN 'UNLIKELY' ELSE 'UNSURE' END AS "NSFW",
      '?' AS "LICENSE"
    FROM range(${from}, ${to}) numbers (i), lists`;
}
