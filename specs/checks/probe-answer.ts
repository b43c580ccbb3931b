import type { Manifest, Pod } from '../../harness/lesson/given.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Text } from '../../harness/text/language.ts';
import { t } from './texts.ts';

interface Probe {
  httpGet?: { path?: string; port?: number | string; scheme?: string; host?: string; httpHeaders?: { name: string; value: string }[] };
  exec?: { command?: string[] };
  timeoutSeconds?: number;
}

/** Milliseconds that an answer may take here: a busy machine is slow at times, and the kubelet asks more than once. */
const leastMs = 5_000;

/** How a container answers a probe, and the field that decides it. */
export interface ProbeAnswer {
  succeeds: boolean;
  said: Text;
  /** Path below the probe. */
  field: string;
}

/**
 * Asks what a probe asks, once and as the kubelet does: an HTTP request, or a command in the container. Undefined where there
 * is no such probe, or one that only connects.
 *
 * @param of the path of the container
 * @param speaksHttp the port at which its program is known to speak HTTP
 */
export async function answerOf(pod: Pod, workload: Manifest, of: string, kind: 'livenessProbe' | 'readinessProbe', speaksHttp: number): Promise<ProbeAnswer | undefined> {
  const { httpGet, exec, timeoutSeconds = 1 } = workload.get<Probe>(`${of}.${kind}`) ?? {};
  if (exec?.command !== undefined) {
    return await answerOfCommand(pod, workload.get<string>(`${of}.name`), exec.command);
  }
  if (httpGet === undefined) return undefined;
  const { path = '/', port = 80, scheme = 'HTTP', host, httpHeaders = [] } = httpGet;
  // With a host the kubelet does not ask the pod, and a program that speaks HTTP does not understand HTTPS.
  if (host !== undefined && host !== pod.ip) return { succeeds: false, said: t.probes.host(host), field: 'httpGet.host' };
  const number = portNumber(workload, of, port);
  if (scheme !== 'HTTP') return number === speaksHttp ? { succeeds: false, said: t.probes.scheme(scheme), field: 'httpGet.scheme' } : undefined;
  const client = await pod.web(number, { deadlineMs: Math.max(timeoutSeconds * 1_000, leastMs) });
  try {
    const { status } = await client.get<unknown>(path, { headers: Object.fromEntries(httpHeaders.map(({ name, value }) => [name, value])) });
    return { succeeds: status >= 200 && status < 400, said: t.probes.status(status), field: 'httpGet.path' };
  } catch (error) {
    if (!(error instanceof LessonFailure)) throw error;
    return { succeeds: false, said: { en: error.failure.observed, ja: error.failure.ja.observed }, field: 'httpGet' };
  }
}

/** What no container runtime can start: the command is one word for all, or the image lacks the program. */
const noProgram = /no such file or directory|executable file not found|permission denied/;

async function answerOfCommand(pod: Pod, container: string | undefined, command: string[]): Promise<ProbeAnswer> {
  const field = 'exec.command';
  try {
    const { exitCode } = await pod.container(container).exec(command);
    return { succeeds: exitCode === 0, said: t.probes.exitCode(exitCode), field };
  } catch (error) {
    if (!(error instanceof LessonFailure) || !noProgram.test(error.failure.observed)) throw error;
    return { succeeds: false, said: { en: error.failure.observed, ja: error.failure.ja.observed }, field };
  }
}

/** The number of a port that a container gives a name. */
function portNumber(workload: Manifest, of: string, port: number | string): number {
  const declared = workload.get<{ name?: string; containerPort?: number }[]>(`${of}.ports`) ?? [];
  return typeof port === 'number' ? port : (declared.find(({ name }) => name === port)?.containerPort ?? Number(port));
}
