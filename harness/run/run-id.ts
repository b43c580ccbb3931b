import { randomInt } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** A new id of a run: a letter and five letters or digits, fit for a label value and the end of a name. */
export function newRunId(): string {
  const alphabet = `${letters}0123456789`;
  return letters.charAt(randomInt(letters.length)) + Array.from({ length: 5 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}
