/**
 * Puts an entry among others that are in the order of their names: those of the first block of lines in which `nameIn` finds
 * names. Lines that are indented belong to the entry above them.
 *
 * @throws Error when the text has no such entry
 */
export function insertInOrder(text: string, entry: string, nameIn: RegExp): string {
  const lines = text.split('\n');
  const nameOf = (line = ''): string | undefined => nameIn.exec(line)?.[1];
  const name = nameOf(entry) ?? '';
  let at = lines.findIndex((line) => nameOf(line) !== undefined);
  if (at < 0) throw new Error(`there is no entry beside which "${entry}" could stand`);
  for (; at < lines.length; at += 1) {
    const other = nameOf(lines[at]);
    const isPart = /^\s+\S/.test(lines[at] ?? '');
    if (other === undefined ? !isPart : other > name) break;
  }
  return lines.toSpliced(at, 0, entry).join('\n');
}
