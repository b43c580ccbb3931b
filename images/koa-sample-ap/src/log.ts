/** Writes one line of the log. */
export type Log = (level: 'info' | 'warn' | 'error', message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** A log of JSON lines: what collects the logs of a cluster reads them without rules of its own. */
export function jsonLog(write: (line: string) => void, always: Readonly<Record<string, unknown>>, now = () => new Date()): Log {
  return (level, message, fields = {}) => {
    write(`${JSON.stringify({ time: now().toISOString(), level, message, ...always, ...fields })}\n`);
  };
}
