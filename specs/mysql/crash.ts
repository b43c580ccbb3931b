import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import { Database } from './database.ts';
import { t } from './texts.ts';

/** Exit codes of the shell when there is nothing to kill, and when it may not. */
const none = 3;
const notAllowed = 4;
/** Exit code of a program that SIGKILL has ended: 128 and the number of the signal. */
const killed = 137;
/** Ends every process called mysqld of the pod. */
const kill = `found=${none}; for each in /proc/[0-9]*; do read -r name <"$each/comm" && [ "$name" = mysqld ] && found=0 && { kill -9 "\${each#/proc/}" || found=${notAllowed}; }; done; exit $found`;

/**
 * The workload changed so that mysqld can be killed from inside. The containers of a pod see each other's processes: process 1 of
 * such a pod is none of theirs, and the kernel keeps SIGKILL from a process 1 that has sent it itself (pid_namespaces(7)). Where
 * root has been left without the capability KILL it gets that back, as mysqld belongs to another user (kill(2)).
 */
export function killable(workload: Manifest): Manifest {
  const shared = workload.with('spec.template.spec.shareProcessNamespace', true);
  const { path } = new Database(workload);
  const { capabilities, runAsUser = workload.get<number>('spec.template.spec.securityContext.runAsUser') ?? 0 } = workload.get<SecurityContext>(`${path}.securityContext`) ?? {};
  const { drop = [], add = [] } = capabilities ?? {};
  const isLacking = drop.some((name) => ['ALL', 'KILL'].includes(name.toUpperCase())) && !add.includes('KILL');
  if (!isLacking || runAsUser !== 0) return shared;
  return shared.with(`${path}.securityContext.capabilities`, { ...capabilities, drop: drop.filter((name) => name.toUpperCase() !== 'KILL'), add: [...add, 'KILL'] });
}

/**
 * Whether nobody can end mysqld from inside its pod, as it is process 1 there: so it is in a pod that nobody has made {@link killable}.
 */
export async function isProcessOne(given: Given, pod: Pod): Promise<boolean> {
  const { exitCode, stdout } = await Database.of(given).server(pod).exec(['cat', '/proc/1/comm']);
  return exitCode === 0 && stdout.trim() === 'mysqld';
}

interface SecurityContext {
  runAsUser?: number;
  capabilities?: { drop?: string[]; add?: string[] };
}

/** Ends mysqld with `kill -9`, and resolves when its container was started again and is ready. Throws LessonFailure. */
export async function killMysqld(given: Given, pod: Pod): Promise<void> {
  const database = Database.of(given);
  const blame = { on: database.manifest, field: database.path, hint: t.hints.notReady };
  const mysql = database.server(pod);
  const since = await mysql.restartCount();
  const { exitCode } = await mysql.exec(['sh', '-c', kill]).catch(diedWithIt);
  if (exitCode === none) given.fail({ ...blame, expected: t.crash.mysqld, observed: t.crash.noMysqld });
  if (exitCode === notAllowed) given.skip(t.crash.notAllowed);
  const after = await pod.restarted({ since, blame }, mysql.name);
  given.expect(after.status(mysql.name)?.lastState?.terminated?.exitCode, { ...blame, what: t.crash.exitCode }).to.equal(killed);
}

/** The shell is a process of the container that has just died, and may have had no time to say how it ended. */
function diedWithIt(error: unknown): { exitCode: number } {
  if (!(error instanceof LessonFailure)) throw error;
  return { exitCode: 0 };
}
