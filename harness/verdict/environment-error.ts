/**
 * The environment or the call is wrong (exit code 2): nothing that a manifest caused.
 *
 * Printed as two lines, without a stack trace: `where: message`, then the hint.
 */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  /** The step or input that the message is about, such as `docker` or `--manifests`. */
  readonly where: string;
  /** What the reader can do about it, as one sentence. */
  readonly hint: string;

  constructor(where: string, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.where = where;
    this.hint = hint;
  }
}
