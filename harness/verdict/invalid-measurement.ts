import { asText, type Text } from '../text/language.ts';

/**
 * A measurement was not fit to judge by: neither good nor bad news about the lesson (verdict `invalid`, exit code 2).
 *
 * Example: the traffic driver's own event loop lagged, so its latencies say nothing about the cluster.
 */
export class InvalidMeasurement extends Error {
  override readonly name = 'InvalidMeasurement';
  /** Why, in both languages; the Error's own message is English. */
  readonly reason: Text;

  constructor(reason: Text) {
    const text = asText(reason);
    super(text.en);
    this.reason = text;
  }
}
