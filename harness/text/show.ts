import { isDeepStrictEqual, inspect } from 'node:util';

const LONGEST = 300;

/** A value on one line of at most 300 characters: text in quotes, data as JSON, anything else as Node prints it. */
export function show(value: unknown): string {
  return shorten(wholeText(value));
}

/** Text of at most 300 characters, with a sign where the rest was cut off. */
export function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function wholeText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `"${value.replaceAll('\n', '\\n')}"`;
  return asJson(value) ?? inspect(value, { depth: 4, breakLength: Infinity, compact: true, maxArrayLength: 20 });
}

/** Undefined where JSON would leave something out, as of a Map or an Error. */
function asJson(value: unknown): string | undefined {
  try {
    const json = JSON.stringify(value);
    return isDeepStrictEqual(JSON.parse(json), value) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** Text of several lines on one, with single spaces. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
