// @ts-check

/** @type {import('next').NextConfig} */
export default {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  compress: true,
  reactStrictMode: true,
  // The types are checked by `npm run check`; Next's own check needs a JavaScript API that TypeScript 7 does not have.
  typescript: { ignoreBuildErrors: true },
  // A page is loaded when it is first asked for: a server that has to come back answers a second sooner.
  experimental: { preloadEntriesOnStart: false },
  serverExternalPackages: ['@duckdb/node-api'],
  // Our server owns slashes and redirects (section 1 of the URL grammar).
  skipTrailingSlashRedirect: true,
  // Titles belong into the first bytes of the head for everyone, not only for known bots.
  htmlLimitedBots: /.*/,
};
