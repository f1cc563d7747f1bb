/** What is to be undone before the process may end, the last begun first. */
export interface Shutdown {
  /** `undo` runs when the process is told to end, or when `now` is called. */
  later(undo: () => Promise<void> | void): void;
  /** Whether the end has begun: errors from then on are its consequences. */
  hasBegun(): boolean;
  /** Undoes everything, then ends the process with this status. Never returns. */
  now(status: number): Promise<never>;
}

/** npm passes a terminal's Ctrl-C on to us, which the terminal has sent us as well: one key, two signals. */
const SAME_KEY = 1000;

/**
 * Ends the process in good order on Ctrl-C, SIGTERM and the closing of its terminal, at any moment, with status 0; a
 * second signal ends it at once.
 */
export function shutdownOnSignals(): Shutdown {
  const undos: (() => Promise<void> | void)[] = [];
  let begun: number | null = null;
  let end: Promise<never> | null = null;
  const now = (status: number): Promise<never> => {
    begun ??= Date.now();
    end ??= undoAll(undos).then(() => process.exit(status));
    return end;
  };
  const onSignal = () => {
    if (begun !== null && Date.now() - begun > SAME_KEY) process.exit(1);
    void now(0);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  // Under nohup a hang-up is to be ignored, and then the output is no terminal.
  if (process.stdout.isTTY) process.on('SIGHUP', onSignal);
  return { later: (undo) => undos.push(undo), hasBegun: () => begun !== null, now };
}

/**
 * Ends the process when its parent has. npm passes a signal on to the shell between it and us, which dies of it without
 * a word to us.
 */
export function shutdownWithParent(shutdown: Shutdown): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void shutdown.now(0);
  }, 250).unref();
}

/**
 * Keeps the server up over an error that nobody handled where the rest of it is sound: a promise without a listener, or
 * postgres.js writing to a connection that the database has just closed. Any other one ends the process with status 1.
 */
export function surviveStrayErrors(shutdown: Shutdown): void {
  process.on('uncaughtException', (error, origin) => {
    if (shutdown.hasBegun()) return;
    console.error(error);
    const isLostConnection = /postgres\/(src|cjs\/src)\/connection\.js/.test(error?.stack?.split('\n')[1] ?? '');
    if (origin !== 'unhandledRejection' && !isLostConnection) void shutdown.now(1);
  });
}

async function undoAll(undos: (() => Promise<void> | void)[]): Promise<void> {
  for (let undo = undos.pop(); undo; undo = undos.pop()) {
    try {
      await undo();
    } catch (error) {
      console.error(error);
    }
  }
}
