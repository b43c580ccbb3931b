import { texts } from '../text/texts.ts';
import { InvalidValue } from './command-line.ts';

/** Reads a whole number between two others, both included. */
export function wholeNumber(low: number, high?: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= low && value <= (high ?? value)) return value;
    throw new InvalidValue(high === undefined ? texts.cli.values.positive : texts.cli.values.wholeNumber(low, high));
  };
}

/** Any text but an empty one. */
export function filled(text: string): string {
  if (text.trim() === '') throw new InvalidValue(texts.cli.values.empty);
  return text;
}

/** The address of a server, without a slash at its end. Throws {@link InvalidValue}. */
export function baseAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new InvalidValue(texts.cli.values.address);
  if (url.username !== '' || url.password !== '') throw new InvalidValue(texts.cli.values.password);
  return text.replace(/\/+$/, '');
}
