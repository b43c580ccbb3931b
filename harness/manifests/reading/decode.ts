import { readFileSync, statSync } from 'node:fs';

/** An encoding that is not read as Kubernetes' tools read it. */
export type OddEncoding = 'Shift_JIS' | 'EUC-JP' | 'ISO-2022-JP' | 'UTF-16' | 'unknown';

/** The text of a file, and what is odd about how it is stored. */
export interface Decoded {
  text: string;
  /** Where it is none of those that kubectl reads: what it probably is, and the first line with such a letter, from 1. */
  odd?: { encoding: OddEncoding; line: number };
}

/** Encodings of Japanese files, with the words that iconv and editors have for them. */
const japanese = [['Shift_JIS', 'shift_jis'], ['EUC-JP', 'euc-jp']] as const;

/**
 * Reads bytes as kubectl does: UTF-8, or UTF-16 with a byte order mark, as PowerShell 5 and Notepad write it. Anything else is
 * read as what it most probably is, so that a message can show it, and said to be odd.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) };
  const utf8 = decodeStrictly('utf-8', bytes);
  if (utf8 === undefined) return decodeOther(bytes);
  const zero = utf8.indexOf('\0');
  if (zero >= 0 && zero < 4) return odd('UTF-16', new TextDecoder(zero % 2 === 0 ? 'utf-16be' : 'utf-16le').decode(bytes), 1);
  // Its escapes are plain ASCII: the text is valid UTF-8, and no word of it can be read.
  const escape = utf8.search(/\u001B\$[@B]/);
  return escape < 0 ? { text: utf8 } : odd('ISO-2022-JP', new TextDecoder('iso-2022-jp').decode(bytes), lineAt(utf8, escape));
}

/** Bytes of a file of manifests that are read: a ConfigMap or a Secret holds up to 1 MiB, and a file may hold several objects. More would keep the parser busy for minutes. */
export const mostBytes = 2_000_000;

/** Bytes of all files of a folder that are read: ten of the largest objects that an API server takes. */
export const mostBytesOfFolder = 15_000_000;

/** The text of a manifest for people; undefined where there is no such file, or none that can be one. */
export function manifestText(path: string): string | undefined {
  try {
    const found = statSync(path);
    return found.isFile() && found.size <= mostBytes ? decode(readFileSync(path)).text : undefined;
  } catch {
    return undefined;
  }
}

function decodeOther(bytes: Uint8Array): Decoded {
  const lossy = new TextDecoder().decode(bytes);
  const line = lineAt(lossy, lossy.indexOf('\uFFFD'));
  const read = japanese.flatMap(([encoding, label]) => {
    const text = decodeStrictly(label, bytes);
    return text === undefined ? [] : [{ encoding, text, kana: text.match(/[\u3040-\u30FF]/g)?.length ?? 0, halfwidth: text.match(/[\uFF61-\uFF9F]/g)?.length ?? 0 }];
  }).toSorted((a, b) => b.kana - b.halfwidth - (a.kana - a.halfwidth));
  const [best] = read;
  return best === undefined ? odd('unknown', lossy, line) : odd(best.encoding, best.text, line);
}

function odd(encoding: OddEncoding, text: string, line: number): Decoded {
  return { text, odd: { encoding, line } };
}

function decodeStrictly(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function lineAt(text: string, index: number): number {
  return text.slice(0, Math.max(0, index)).split('\n').length;
}
