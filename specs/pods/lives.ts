import type { Pod } from '../../harness/lesson/given.ts';
import { containerRuns, type ContainerRun } from '../../harness/rollout/container-runs.ts';
import { joinTexts, type Text } from '../../harness/text/language.ts';
import { t } from './texts.ts';

/** The latest life of each of these containers, in this order. */
export function latestLives(pod: Pod, containers: readonly string[]): Life[] {
  const runs = containerRuns(pod.object);
  return containers.map((container) => ({ container, run: runs.findLast((each) => each.container === container) }));
}

export interface Life {
  container: string;
  /** Absent where it has not begun. */
  run: ContainerRun | undefined;
}

/** The first of these lives that had not ended well when the next one began; undefined when they came one after the other. */
export function outOfTurn(lives: readonly Life[]): Life | undefined {
  return lives.slice(0, -1).find(({ run }, index) => {
    const next = lives[index + 1]?.run;
    return run?.endedAt === undefined || run.exitCode !== 0 || next === undefined || next.startedAt < run.endedAt;
  });
}

/** Whether one life had begun when the other began, and had not ended before the other had. */
export function covers({ run: outer }: Life, { run: inner }: Life): boolean {
  if (outer === undefined || inner?.endedAt === undefined) return false;
  return outer.startedAt <= inner.startedAt && (outer.endedAt ?? Infinity) >= inner.endedAt;
}

/** The container of a pod that the container runtime could not start, and why: it has ended without ever having run. Undefined where there is none. */
export function neverStarted(pod: Pod['object']): Text | undefined {
  const run = containerRuns(pod).find(({ notStarted }) => notStarted !== undefined);
  return run?.notStarted === undefined ? undefined : t.notStarted(run.container, run.notStarted);
}

/** When each of these containers ran. */
export function describeLives(lives: readonly Life[]): Text {
  return joinTexts(lives.map(({ container, run }) => {
    if (run === undefined) return t.hasNotRun(container);
    if (run.notStarted !== undefined) return t.notStarted(container, run.notStarted);
    return run.endedAt === undefined ? t.lifeSoFar(container, clock(run.startedAt)) : t.life(container, clock(run.startedAt), clock(run.endedAt), run.exitCode ?? 0);
  }), '; ');
}

function clock(time: number): string {
  return new Date(time).toISOString().slice(11, 19);
}
