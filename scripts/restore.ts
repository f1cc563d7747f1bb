import { parseRestoreArguments } from './backup/arguments.ts';
import { runCommand } from './backup/command.ts';
import { restore } from './backup/restore.ts';

runCommand('What was published before is as it was.', (url, signal) =>
  restore(url, parseRestoreArguments(process.argv.slice(2)), console.log, signal),
);
