import { parseBackupArguments } from './backup/arguments.ts';
import { backup } from './backup/backup.ts';
import { runCommand } from './backup/command.ts';

runCommand('No backup was made.', (url, signal) =>
  backup(url, parseBackupArguments(process.argv.slice(2)), console.log, signal),
);
