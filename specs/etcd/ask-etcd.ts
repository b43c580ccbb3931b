import { request } from 'node:https';
import type { Given } from '../../harness/lesson/given.ts';
import { t } from './texts.ts';

/** Milliseconds for one response of etcd. */
const deadlineMs = 10_000;
const clientPort = 2_379;

/** How a question to etcd ended: with a status, or without one, for a reason of TLS's. */
export type EtcdAnswer = { status: number } | { refused: string };

/**
 * Asks etcd at a node's own address whether it is well. Where the address leads nowhere from here, as with Docker Desktop, the
 * test is skipped and says so.
 *
 * @param client certificate and key as PEM; none when absent
 */
export async function askEtcd(given: Given, node: string, client?: { cert: string; key: string }): Promise<EtcdAnswer> {
  const host = await given.node(node).address();
  const { promise, resolve } = Promise.withResolvers<EtcdAnswer | { unreachable: string }>();
  // What is asked is who etcd lets in, not whether it is etcd.
  const asking = request({ host, port: clientPort, path: '/health', agent: false, rejectUnauthorized: false, signal: AbortSignal.timeout(deadlineMs), ...client }, (response) => {
    response.resume();
    resolve({ status: response.statusCode ?? 0 });
  });
  asking.on('error', (error: Error & { code?: string }) => {
    const code = error.code ?? '';
    resolve(code.startsWith('ERR_SSL') || /alert/.test(error.message) ? { refused: error.message } : { unreachable: `${code} ${error.message}` });
  });
  asking.end();
  const answer = await promise;
  return 'unreachable' in answer ? given.skip(t.unreachable(node, answer.unreachable)) : answer;
}
