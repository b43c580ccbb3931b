import { spawn } from 'node:child_process';
import os from 'node:os';
import { expect } from 'chai';
import { letClusterGoFirst } from '../../harness/run/lesson-priority.ts';

describe('the priority of a lesson', () => {
  const priorityAfter = (isRoot: boolean): number => {
    const child = spawn('sleep', ['10'], { stdio: 'ignore' });
    const { pid = 0 } = child;
    try {
      letClusterGoFirst(pid, { isRoot });
      return os.getPriority(pid);
    } finally {
      child.kill();
    }
  };

  it('is lower than that of what it waits for', () => {
    expect(priorityAfter(true)).to.equal(10);
  });

  it('stays as it is for who could not raise it again for the traffic', () => {
    expect(priorityAfter(false)).to.equal(os.getPriority());
  });

  it('is of no matter to a process that has ended', () => {
    expect(() => { letClusterGoFirst(2 ** 22 + 1, { isRoot: true }); }).not.to.throw();
  });
});
