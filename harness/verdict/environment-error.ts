import type { ErrorCode, RunError } from './results.ts';

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
  /** Tells a cause that several may meet. */
  readonly code: ErrorCode | undefined;

  constructor(where: string, message: string, hint: string, options: ErrorOptions & { code?: ErrorCode } = {}) {
    super(message, options);
    this.code = options.code;
    this.where = where;
    this.hint = hint;
  }

  /** As it stands in the results. */
  toRunError(): RunError {
    const { code, where, message, hint } = this;
    return { ...(code === undefined ? {} : { code }), where, message, hint };
  }
}
