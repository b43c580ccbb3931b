/**
 * How a request can fail. `local`: this machine ran out of ports, files or memory, which says nothing about the cluster.
 * `cut`: the response began and its connection ended before its body did.
 */
export const errorClasses = [
  'refused', 'reset', 'cut', 'timeout', 'dns', 'unreachable', 'protocol', 'tls', '5xx', '4xx', 'status', 'wrong body', 'local', 'other',
] as const;

/** One of {@link errorClasses}. */
export type ErrorClass = (typeof errorClasses)[number];

/** One request as the client saw it; times are milliseconds since the traffic began. */
export interface Sample {
  stream: string;
  /** Simulated client of a sticky stream, from 0. */
  client: number;
  /** The phase in which it was due. */
  phase: string;
  dueMs: number;
  sentMs: number;
  /** When the whole response was there, or it was known that it will not come. */
  doneMs: number;
  ok: boolean;
  /** Absent when no response came. */
  status?: number;
  /** The version that responded, where a header names it (see `ResponseLabels`). */
  version?: string;
  /** The pod that responded, where a header names it. */
  pod?: string;
  error?: ErrorClass;
  /** What is known beyond the class, such as `ECONNRESET on a reused connection`. */
  detail?: string;
  /** It went out on a connection that had served a request before. */
  reused: boolean;
  /** It carried the sticky cookie. */
  cookie: boolean;
}

/** What a request's failure is counted under: the status where there is one to name, else the class. */
export function errorLabel(error: ErrorClass, status: number | undefined): string {
  const byStatus = error === '5xx' || error === '4xx' || error === 'status';
  return byStatus && status !== undefined ? String(status) : error;
}
