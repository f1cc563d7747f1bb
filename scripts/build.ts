import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../db/setup-error.ts';
import { buildIfChanged } from './server/build.ts';
import { shutdownOnSignals } from './server/shutdown.ts';
import { announceMode, startSettings } from './settings.ts';

/** Builds the pages ahead, so that `npm start` finds them. */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const shutdown = shutdownOnSignals();
announceMode(false);
buildIfChanged(root, startSettings([]).distDir, shutdown).then(
  () => shutdown.now(0),
  (error: unknown) => {
    console.error(error instanceof SetupError ? error.message : error);
    return shutdown.now(1);
  },
);
