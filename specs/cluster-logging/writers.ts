import type { Given, Manifest } from '../../harness/lesson/given.ts';

/** Every so many lines one goes to stderr. */
const TO_STDERR = 10;

/** What is hidden in one line of each talker, and must not be found. */
export const secret = 'correct-horse-battery';

/** Whether a line shows any of its words: a pattern that stops at the first hyphen leaves the others. */
export function showsSecret(line: string): boolean {
  return secret.split('-').some((word) => line.includes(word));
}

/** How a program writes lines: so many at a time, ten times a second. */
export interface Writing {
  atOnce: number;
  /** Bytes behind the number; time, stream and what else stands in a line of the file are about 65 more. */
  bytes: number;
}

/**
 * A pod that prints the lines `line <number> <stream> …`, numbered from 1, without an end. Made by the spec: what it prints is
 * what is counted.
 */
export function writer(given: Given, name: string, { atOnce, bytes }: Writing): Manifest {
  const filler = 'x'.repeat(bytes);
  const program = `BEGIN { for (n = 1;; n++) {
    if (n % ${TO_STDERR} == 0) { print "line " n " stderr ${filler}" > "/dev/stderr" } else { print "line " n " stdout ${filler}" }
    if (n % ${atOnce} == 0) { fflush(); fflush("/dev/stderr"); system("sleep 0.1") }
  } }`;
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { restartPolicy: 'Never', ...quick, containers: [container('writer', ['awk', program])] } };
  return given.object(pod);
}

/** A pod on every node that prints `count` lines to both streams, and one with a secret in it. */
export function talkers(given: Given, name: string, count: number): Manifest {
  const script = `for n in $(seq ${count}); do if [ $((n % 2)) = 0 ]; then echo "line $n stderr" >&2; else echo "line $n stdout"; fi; done
echo "sign-in of ann with password=${secret} accepted"
exec sleep 3600`;
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { ...quick, containers: [container('talker', ['sh', '-c', script])] } };
  const pods = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name }, spec: { selector: { matchLabels: labels }, template } };
  return given.object(pods);
}

const quick = { terminationGracePeriodSeconds: 1, automountServiceAccountToken: false };

function container(name: string, args: string[]): object {
  return { name, image: 'busybox:1.37', imagePullPolicy: 'IfNotPresent', args, resources: { requests: { cpu: '50m', memory: '8Mi' }, limits: { memory: '64Mi' } } };
}
