import { expect } from 'chai';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Given, Manifest, Pod } from '../../harness/lesson/given.ts';

const database = { on: 'Deployment/koa-sample-db', field: 'spec.template.spec.containers[0]', hint: 'not-ready' } as const;

/** Exit code of the shell when there is nothing to kill. */
const none = 3;
/** Ends every process called mysqld of the pod. */
const kill = `found=${none}; for each in /proc/[0-9]*; do read -r name <"$each/comm" && [ "$name" = mysqld ] && found=0 && kill -9 "\${each#/proc/}"; done; exit $found`;

/**
 * The Deployment with one change: the containers of a pod see each other's processes. Process 1 of such a pod is none of
 * theirs, and only so can mysqld be killed from inside: the kernel keeps SIGKILL from a process 1 that has sent it itself
 * (pid_namespaces(7)).
 */
export function killable(deployment: Manifest): Manifest {
  return deployment.with('spec.template.spec.shareProcessNamespace', true);
}

/** Ends mysqld with `kill -9`, and resolves when its container was started again and is ready. */
export async function killMysqld(given: Given, pod: Pod): Promise<void> {
  const container = pod.container();
  const since = await container.restartCount();
  const { exitCode } = await container.exec(['sh', '-c', kill]).catch(diedWithIt);
  if (exitCode === none) given.fail({ ...database, expected: 'a process called mysqld in the pod', observed: 'there is none' });
  const after = await pod.restarted({ since, blame: database });
  expect(after.status(container.name)?.lastState?.terminated?.exitCode, 'exit code of a program that SIGKILL has ended').to.equal(137);
}

/** The shell is a process of the container that has just died, and may have had no time to say how it ended. */
function diedWithIt(error: unknown): { exitCode: number } {
  if (!(error instanceof LessonFailure)) throw error;
  return { exitCode: 0 };
}
