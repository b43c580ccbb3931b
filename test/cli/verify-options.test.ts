import { expect } from 'chai';
import { readVerifyOptions } from '../../harness/cli/verify-options.ts';

describe('the command line of verify', () => {
  const read = (...args: string[]): ReturnType<typeof readVerifyOptions> => readVerifyOptions(args, {}, '/home/me');

  it('names lessons, a context and a namespace', () => {
    expect(read('01', '--context', 'kind-mine', '--namespace', 'me', '--yes', '--manifests', 'mine')).to.deep.equal({
      lessons: ['01'], context: 'kind-mine', namespace: 'me', names: [], yes: true, watch: false, hints: 'all', fresh: false, keep: false, allowed: [], report: '/home/me/report', language: 'en', manifests: '/home/me/mine',
    });
  });

  it('must name both', () => {
    expect(() => read('--namespace', 'me')).to.throw('--context is missing');
    expect(() => read('--context', 'kind-mine')).to.throw('--namespace is missing');
  });

  it('is told what the learner calls objects', () => {
    expect(read('04', '--context', 'c', '--namespace', 'me', '--as', 'koa-sample-db=my-db', '--as', 'koa-sample-db=db')).to.deep.include({ names: [{ name: 'koa-sample-db', called: 'my-db' }, { name: 'koa-sample-db', called: 'db' }] });
    for (const wrong of ['my-db', 'koa-sample-db=', '=my-db', 'a=b=c', 'Deployment/a=b']) expect(() => read('--context', 'c', '--namespace', 'me', '--as', wrong), wrong).to.throw('must be NAME=NAME');
  });

  it('stays when it is to watch, which disturbs nothing', () => {
    expect(read('01', '--context', 'c', '--namespace', 'me', '--watch')).to.include({ watch: true, yes: false });
    expect(() => read('01', '--context', 'c', '--namespace', 'me', '--watch', '--yes')).to.throw('one of them at a time');
  });

  it('waits for the learner at a terminal, or as long as is said', () => {
    const waits = (isTerminal: boolean, ...more: string[]): unknown => (readVerifyOptions(['06', '--context', 'c', '--namespace', 'me', ...more], {}, '/', isTerminal) as { waitMs?: number }).waitMs;
    expect(waits(true)).to.equal(300_000);
    expect(waits(false)).to.equal(undefined);
    expect(waits(false, '--wait', '2')).to.equal(120_000);
    expect(waits(true, '--wait', '0')).to.equal(undefined);
    expect(waits(true, '--yes'), 'it acts itself').to.equal(undefined);
    expect(waits(true, '--watch')).to.equal(undefined);
  });

  it('says as much as is asked for', () => {
    expect(read('--context', 'c', '--namespace', 'me', '--hints', 'where')).to.include({ hints: 'where' });
    expect(() => read('--context', 'c', '--namespace', 'me', '--hints', 'some')).to.throw('none, where or all');
  });

  it('explains itself', () => {
    expect(read('--help')).to.have.property('text').that.contains('--yes').and.contains('02-logging').and.contains('Exit codes:');
  });
});
