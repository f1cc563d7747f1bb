/** What stops the program is the machine, a setting or a right, not a fault of ours: the message, one sentence, says all. */
export class SetupError extends Error {
  override name = 'SetupError';
}
