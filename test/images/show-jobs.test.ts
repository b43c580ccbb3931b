import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { showJobs, type Job } from '../../harness/images/show-jobs.ts';
import { verbatim } from '../../harness/text/language.ts';

describe('jobs in plain lines', () => {
  const shown = async (...jobs: Job[]): Promise<string[]> => {
    const lines: string[] = [];
    await showJobs(jobs, { redraw: false, language: 'en', say: ({ en }) => { lines.push(en.trim()); }, heartbeatMs: 10 });
    return lines;
  };
  const work = (title: string, step: string, state?: 'waits'): Job => ({
    title,
    run: async (say) => {
      say(verbatim(step), state);
      await pause(60);
      return verbatim('done');
    },
  });

  it('gives signs of life of a job that works, and says once that another one waits', async () => {
    const lines = await shown(work('mysql', 'compiling'), work('node', 'waiting for mysql', 'waits'));
    expect(lines.filter((line) => line.startsWith('mysql: compiling (')).length).to.be.greaterThan(1);
    expect(lines.filter((line) => line.startsWith('node:'))).to.deep.equal(['node: waiting for mysql', 'node: done']);
  });

  it('waits for all of them, and throws the failure that came first', async () => {
    const ended: string[] = [];
    const failing = (title: string, ms: number): Job => ({ title, run: async () => { await pause(ms); ended.push(title); throw new Error(title); } });
    const error: unknown = await shown(failing('late', 30), failing('soon', 1)).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('message', 'soon');
    expect(ended).to.deep.equal(['soon', 'late']);
  });
});
