import { ensureRoles } from '../db/roles.ts';
import { parseRestoreArguments } from './backup/arguments.ts';
import { restore } from './backup/restore.ts';
import { runCommand } from './command.ts';

runCommand('What was published before is as it was.', (argv) => {
  const options = parseRestoreArguments(argv);
  return async (url, signal) => {
    await ensureRoles(url);
    signal.throwIfAborted();
    await restore(url, options, console.log, signal);
  };
});
