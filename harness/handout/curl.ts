import { execa } from 'execa';
import { linesOf, type Printed } from './node-shell.ts';

/** Where pages say that the ingress controller answers: as `kind-config.yaml` publishes it. */
export const ingressOnPage = 'http://127.0.0.1:18080';

/** Milliseconds that one command may take. */
const curlMs = 60_000;

/**
 * Runs a `curl` of a page on this machine, from outside the cluster as a learner does; what it keeps lies in a folder.
 *
 * @param ingressUrl where the ingress controller of this cluster answers
 */
export async function runCurl(command: string, { ingressUrl, folder }: { ingressUrl: string; folder: string }, signal: AbortSignal): Promise<Printed> {
  const { stdout, stderr, exitCode } = await execa('sh', ['-c', command.replaceAll(ingressOnPage, ingressUrl)], { cwd: folder, reject: false, cancelSignal: signal, timeout: curlMs, stripFinalNewline: true });
  signal.throwIfAborted();
  return { out: linesOf(stdout), err: linesOf(stderr), exitCode: exitCode ?? 1 };
}
