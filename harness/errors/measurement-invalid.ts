/**
 * The measurement itself was not fit to judge (status `invalid`, exit code 2): neither passed nor failed.
 *
 * The message says what was wrong with it and what to do; it becomes the test's reason.
 */
export class MeasurementInvalid extends Error {
  override readonly name = 'MeasurementInvalid';
}
