import { SetupError } from '../db/setup-error.ts';

/** Exit status after a signal, as shells expect it. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * A signal that aborts when the process is to end: the first time cleanly, with the sentence `stopped`, the second time
 * at once.
 */
export function interruption(stopped: string): AbortSignal {
  const controller = new AbortController();
  const stop = (status: number) => {
    if (controller.signal.aborted) process.exit(status);
    process.exitCode = status;
    controller.abort(new SetupError(stopped));
  };
  for (const [name, status] of Object.entries(SIGNALS)) process.on(name, () => stop(status));
  // npm passes a signal on to the shell between it and us, which dies of it without a word to us.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop(SIGNALS.SIGTERM);
  }, 250).unref();
  return controller.signal;
}

/** Tells why a command ended, in a sentence where there is one, and sets the exit status. */
export const failed = (signal: AbortSignal, outcome: string) => (thrown: unknown) => {
  const isDiskFull =
    !(thrown instanceof SetupError) && /no space left on device/i.test((thrown as Error)?.message ?? '');
  const error = signal.aborted ? signal.reason : isDiskFull ? new SetupError(`A disk is full. ${outcome}`) : thrown;
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode ||= 1;
};
