/** One line of a container's stream. */
export interface LogLine {
  text: string;
  /** When the container runtime took the line, milliseconds since the epoch with fraction. */
  time: number;
  /** The same as the API gives it: RFC 3339 with nanoseconds. */
  stamp: string;
}

/** Reads a line of a log that was asked for with time stamps. A line without one keeps its text; its time is NaN. */
export function parseLogLine(line: string): LogLine {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)(?: (.*))?$/s.exec(line);
  if (found === null) return { text: line, time: Number.NaN, stamp: '' };
  const [, seconds = '', fraction = '', zone = '', text = ''] = found;
  return { text, time: Date.parse(seconds + zone) + Number(`0${fraction}`) * 1_000, stamp: seconds + fraction + zone };
}
