import { expect } from 'chai';
import type { Pod } from '../../../harness/lesson/given.ts';
import { covers, describeLives, latestLives, neverStarted, outOfTurn } from '../../../specs/pods/lives.ts';

const time = (second: number): string => `2026-11-26T07:00:${String(second).padStart(2, '0')}Z`;
const status = (name: string, from: number, to?: number, exitCode = 0): object => ({
  name, restartCount: 0,
  state: to === undefined ? { running: { startedAt: time(from) } } : { terminated: { startedAt: time(from), finishedAt: time(to), exitCode } },
});
const lives = (...statuses: object[]): ReturnType<typeof latestLives> => latestLives({ object: { status: { initContainerStatuses: statuses.slice(0, -1), containerStatuses: statuses.slice(-1) } } } as unknown as Pod, ['first', 'second', 'app']);

describe('the lives of the containers of a pod', () => {
  it('come one after the other, also within one second', () => {
    expect(outOfTurn(lives(status('first', 1, 2), status('second', 2, 4), status('app', 5)))).to.equal(undefined);
  });

  it('do not when one begins before the one before it has ended, or instead of it', () => {
    const wrong = (...statuses: object[]): string | undefined => outOfTurn(lives(...statuses))?.container;
    expect(wrong(status('first', 1, 3), status('second', 2, 4), status('app', 5)), 'at once').to.equal('first');
    expect(wrong(status('first', 1), status('second', 2, 4), status('app', 5)), 'without an end').to.equal('first');
    expect(wrong(status('first', 1, 2), status('second', 2, 4, 1), status('app', 5)), 'with a bad end').to.equal('second');
    expect(wrong(status('first', 1, 2), status('app', 2)), 'not at all').to.equal('first');
  });

  it('cover one another when one begins before and ends after the other', () => {
    const covered = (first: object, app: object): boolean => {
      const [outer, , inner] = lives(first, app);
      return outer !== undefined && inner !== undefined && covers(outer, inner);
    };
    expect(covered(status('first', 1, 9), status('app', 2, 8))).to.equal(true);
    expect(covered(status('first', 1), status('app', 2, 8)), 'and goes on').to.equal(true);
    expect(covered(status('first', 1, 7), status('app', 2, 8)), 'ends before').to.equal(false);
    expect(covered(status('first', 3, 9), status('app', 2, 8)), 'begins after').to.equal(false);
    expect(covered(status('first', 1, 9), status('app', 2)), 'nobody knows yet').to.equal(false);
  });

  it('are none of a container that could not be started, which is told with the reason', () => {
    const found = (...containerStatuses: object[]): string | undefined => neverStarted({ status: { containerStatuses } } as unknown as Pod['object'])?.en;
    const failed = { startedAt: '1970-01-01T00:00:00Z', finishedAt: time(2), exitCode: 128, reason: 'StartError', message: 'exec: "-c": executable file not found in $PATH' };
    const why = 'app could not be started (exec: "-c": executable file not found in $PATH)';
    expect(found({ name: 'app', restartCount: 0, state: { terminated: failed } })).to.equal(why);
    expect(found(status('other', 1), { name: 'app', restartCount: 2, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: failed } })).to.equal(why);
    expect(found(status('app', 1, 2, 127), { name: 'slow', restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } })).to.equal(undefined);
  });

  it('are told with their times and ends', () => {
    const told = describeLives(lives(status('first', 1, 2, 3), status('app', 5)));
    expect(told.en).to.equal('first ran from 07:00:01 to 07:00:02 (exit code 3); second has not run; app has been running since 07:00:05');
    expect(told.ja).to.include('second は実行されていません');
    const failed = { name: 'first', restartCount: 0, state: { terminated: { startedAt: '1970-01-01T00:00:00Z', finishedAt: time(2), exitCode: 128, message: 'no such file' } } };
    expect(describeLives(lives(failed, status('app', 5))).en).to.include('first could not be started (no such file); ');
  });
});
