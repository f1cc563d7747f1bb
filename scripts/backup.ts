import { parseBackupArguments } from './backup/arguments.ts';
import { backup } from './backup/backup.ts';
import { runCommand } from './command.ts';

runCommand('No backup was made.', (argv) => {
  const options = parseBackupArguments(argv);
  return (url, signal) => backup(url, options, console.log, signal);
});
