import { noMirror } from '../cluster/registry-mirror.ts';
import { texts } from '../text/texts.ts';
import { InvalidValue } from './command-line.ts';
import { baseAddress } from './values.ts';

/** Reads the address of a registry mirror as nodes reach it, or {@link noMirror}. Throws {@link InvalidValue}. */
export function mirrorAddress(text: string): string {
  if (text === noMirror) return noMirror;
  const { href, hostname } = new URL(baseAddress(text));
  if (hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')) throw new InvalidValue(texts.cli.up.mirrorOfItself);
  return href.replace(/\/+$/, '');
}
