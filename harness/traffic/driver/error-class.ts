import type { ErrorClass } from '../sample.ts';

const byCode: Record<string, ErrorClass> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'dns',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'local',
  EADDRINUSE: 'local',
  EMFILE: 'local',
  ENFILE: 'local',
  ENOMEM: 'local',
  ENOBUFS: 'local',
};

const byPrefix: [string, ErrorClass][] = [
  ['EAI_', 'dns'],
  ['HPE_', 'protocol'],
  ['ERR_TLS', 'tls'],
  ['ERR_SSL', 'tls'],
  ['CERT_', 'tls'],
  ['DEPTH_ZERO', 'tls'],
  ['SELF_SIGNED', 'tls'],
  ['UNABLE_TO_', 'tls'],
];

/** What kind of failure a connection error is, by its code as Node and OpenSSL name it. */
export function classOfConnectionError(error: Error): { error: ErrorClass; detail: string } {
  const code = codeOf(error);
  const known = byCode[code] ?? byPrefix.find(([prefix]) => code.startsWith(prefix))?.[1];
  return { error: known ?? 'other', detail: code === '' ? error.message : code };
}

/** What kind of failure an unexpected status is. */
export function classOfStatus(status: number): ErrorClass {
  if (status >= 500) return '5xx';
  return status >= 400 ? '4xx' : 'status';
}

/** A name with several addresses fails with one error for each; the first one counts. */
function codeOf(error: Error): string {
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
  const first = errors.find((each): each is Error & { code: string } => each instanceof Error && 'code' in each && typeof each.code === 'string');
  return first?.code ?? '';
}
