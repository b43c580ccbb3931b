/** What a terminal shows after all that was written: lines, and of the controls those that move up and erase what is below. */
export function screenOf(written: string): string[] {
  const lines: string[] = [''];
  for (const part of written.split(/(\u001b\[\d*[AJ])/)) {
    const up = /^\u001b\[(\d+)A$/.exec(part)?.[1];
    if (up !== undefined) lines.splice(lines.length - 1 - Number(up), Number(up));
    else if (!part.startsWith('\u001b')) {
      const [first = '', ...more] = part.replaceAll('\r', '').split('\n');
      lines.push((lines.pop() ?? '') + first);
      lines.push(...more);
    }
  }
  return lines.filter((line) => line !== '');
}
