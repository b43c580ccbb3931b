import { expect } from 'chai';
import { readVerifyOptions } from '../../harness/cli/verify-options.ts';

describe('the command line of verify', () => {
  const read = (...args: string[]): ReturnType<typeof readVerifyOptions> => readVerifyOptions(args, {}, '/home/me');

  it('names lessons, a context and a namespace', () => {
    expect(read('01', '--context', 'kind-mine', '--namespace', 'me', '--yes', '--manifests', 'mine')).to.deep.equal({
      lessons: ['01'], context: 'kind-mine', namespace: 'me', yes: true, watch: false, fresh: false, keep: false, allowed: [], report: '/home/me/report', language: 'en', manifests: '/home/me/mine',
    });
  });

  it('must name both', () => {
    expect(() => read('--namespace', 'me')).to.throw('--context is missing');
    expect(() => read('--context', 'kind-mine')).to.throw('--namespace is missing');
  });

  it('stays when it is to watch, which disturbs nothing', () => {
    expect(read('01', '--context', 'c', '--namespace', 'me', '--watch')).to.include({ watch: true, yes: false });
    expect(() => read('01', '--context', 'c', '--namespace', 'me', '--watch', '--yes')).to.throw('one of them at a time');
  });

  it('explains itself', () => {
    expect(read('--help')).to.have.property('text').that.contains('--yes').and.contains('02-logging').and.contains('Exit codes:');
  });
});
