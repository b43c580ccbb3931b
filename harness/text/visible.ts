/** Characters that move a cursor, change a terminal's settings or turn the direction of a text; colours as `styleText` writes them may stay. */
const moving = /\u001B(?!\[(?:[0-2]|2[2-9]|[39]\d)m)|[\0-\u0008\u000B-\u001A\u001C-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/**
 * A text for a terminal or a log: what strangers have written into manifests and logs must neither act on the terminal nor, as a
 * line that begins with `::` or `##[`, on GitHub Actions. Line ends and tabs stay.
 */
export function visible(text: string): string {
  return text.replaceAll(moving, escaped).replaceAll(/\n(\s*)(?=::|##\[)/g, '\n$1\\');
}

/** The same on one line, as for the name of a file. */
export function visibleName(name: string): string {
  return name.replaceAll(/[\n\t\u001B]/g, escaped).replaceAll(moving, escaped);
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
