import { asText, type Text } from '../text/language.ts';
import { WordedError } from '../text/worded-error.ts';
import type { ErrorCode, RunError } from './results.ts';

/**
 * The environment or the call is wrong (exit code 2): nothing that a manifest caused.
 *
 * Printed as two lines, without a stack trace: `where: message`, then the hint. The Error's own message is English.
 */
export class EnvironmentError extends WordedError {
  override readonly name = 'EnvironmentError';
  /** The step or input that the message is about, such as `docker` or `--manifests`; English. */
  readonly where: string;
  /** What the reader can do about it, as one sentence; English. */
  readonly hint: string;
  /** The same in both languages. */
  readonly texts: { readonly where: Text; readonly message: Text; readonly hint: Text };
  /** Tells a cause that several may meet. */
  readonly code: ErrorCode | undefined;

  constructor(where: Text | string, message: Text, hint: Text, options: ErrorOptions & { code?: ErrorCode } = {}) {
    const texts = { where: asText(where), message: asText(message), hint: asText(hint) };
    super(texts.message, options);
    this.code = options.code;
    this.where = texts.where.en;
    this.hint = texts.hint.en;
    this.texts = texts;
  }

  /** As it stands in the results. */
  toRunError(): RunError {
    const error = runError(this.texts.where, this.texts.message, this.texts.hint);
    return this.code === undefined ? error : { code: this.code, ...error };
  }
}

/** An error of the run as it stands in the results: English, and Japanese beside it. */
export function runError(where: Text | string, message: Text, hint: Text): RunError {
  const texts = { where: asText(where), message: asText(message), hint: asText(hint) };
  return {
    where: texts.where.en, message: texts.message.en, hint: texts.hint.en,
    ja: { ...(texts.where.ja === texts.where.en ? {} : { where: texts.where.ja }), message: texts.message.ja, hint: texts.hint.ja },
  };
}
