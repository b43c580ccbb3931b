/** What looking at log files and their streams says. */
export const en = {
  linesOfFile: (count: number) => `${count} lines of the log file`,
  lineAfter: (last: string) => `a line that was written after "${last}"`,
  theLine: (text: string) => `the line "${text}"`,
  toRead: (file: string) => `read ${file}`,
  toReadLastLine: (file: string) => `read the last line of ${file}`,
  says: (container: string, line: string) => `the last line in the stream of ${container} is: ${line}`,
} as const;
