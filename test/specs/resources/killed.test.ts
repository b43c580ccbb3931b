import { expect } from 'chai';
import { endOf, killedForMemory } from '../../../specs/resources/killed.ts';

const ended = (reason: string, exitCode: number, seconds: number): never => ({ reason, exitCode, startedAt: '2026-11-20T10:00:00Z', finishedAt: `2026-11-20T10:00:0${seconds}Z` } as never);

describe('a container that was killed', () => {
  it('was so for its memory where the runtime says that, or could not have noticed', () => {
    expect([killedForMemory(ended('OOMKilled', 137, 5)), killedForMemory(ended('OOMKilled', 1, 5)), killedForMemory(ended('Error', 137, 0))]).to.deep.equal([true, true, true]);
  });

  it('was not where it ended otherwise', () => {
    expect([killedForMemory(ended('Error', 137, 5)), killedForMemory(ended('Error', 1, 0)), killedForMemory(ended('Completed', 0, 2))]).to.deep.equal([false, false, false]);
  });

  it('tells its end also when it was started again', () => {
    const pod = { status: { containerStatuses: [{ name: 'app', state: { running: {} }, lastState: { terminated: { exitCode: 137 } } }, { name: 'helper', state: { running: {} } }] } } as never;
    expect([endOf(pod, 'app')?.exitCode, endOf(pod, 'helper'), endOf(pod, 'other')]).to.deep.equal([137, undefined, undefined]);
  });
});
