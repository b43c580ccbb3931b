import stringWidth from 'string-width';

/** Narrower than this a column of text helps nobody. */
const narrowest = 20;

const words = new Intl.Segmenter('ja', { granularity: 'word' });
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u{3000}-\u{303F}\u{30FB}\u{30FC}\u{FF00}-\u{FFEF}]/u;
/** What must not begin a line, and what must not end one: the few rules of Japanese typesetting that readers notice. */
const closing = /^[、。，．・：；！？」』）】〉》ー…,.:;!?)\]}]/u;
const opening = /[「『（【〈《([{]$/u;

/**
 * A text behind its lead (a label, a sign), broken between words to the given columns; further lines begin where the text
 * does. `Infinity` breaks nothing. A word that is wider than the column, such as a path, stays in one piece.
 */
export function hang(lead: string, text: string, columns: number): string {
  const indent = stringWidth(lead);
  const room = Math.max(narrowest, columns - indent);
  return lead + text.split('\n').flatMap((line) => fill(line, room)).join(`\n${' '.repeat(indent)}`);
}

/** A text of one line, cut to the given columns. */
export function cut(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let kept = '';
  for (const sign of text) {
    if (stringWidth(kept + sign) >= columns) break;
    kept += sign;
  }
  return `${kept}…`;
}

function fill(text: string, room: number): string[] {
  if (stringWidth(text) <= room) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line !== '' && stringWidth(line + piece.trimEnd()) > room) {
      lines.push(line.trimEnd());
      line = piece;
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

/**
 * The parts between which a line may be broken: words with the space behind them, and words of Japanese, which has no spaces.
 * The segmenter also parts a verb from its endings: within hiragana no line is broken.
 */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let before = '';
  for (const { segment } of words.segment(text)) {
    if (before === '' || !mayBreak(before, segment)) pieces.push((pieces.pop() ?? '') + segment);
    else pieces.push(segment);
    before = segment;
  }
  return pieces;
}

function mayBreak(before: string, next: string): boolean {
  if (/^\s/.test(next)) return false;
  if (/\s$/.test(before)) return true;
  if (/\p{Script=Hiragana}$/u.test(before) && /^\p{Script=Hiragana}/u.test(next)) return false;
  return (wide.test(before.at(-1) ?? '') || wide.test(next)) && !closing.test(next) && !opening.test(before);
}
