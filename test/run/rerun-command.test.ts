import { expect } from 'chai';
import type { Allowance } from '../../harness/fence/allowance.ts';
import { rerunCommand } from '../../harness/run/rerun-command.ts';
import type { LessonResult, TestStatus } from '../../harness/verdict/results.ts';

function lesson(name: string, status: TestStatus): LessonResult {
  return { name, startedAt: '', durationMs: 0, tests: [{ title: 'a', status, startedAt: '', durationMs: 0 }] };
}

describe('rerunCommand', () => {
  const plain = { level: 'production' as const, allowed: [] as Allowance[], keep: false as const, report: '/home/ann/report', language: 'en' as const };

  it('names the lessons that did not pass, in short', () => {
    const lessons = [lesson('02-logging', 'passed'), lesson('04-mysql', 'failed'), lesson('07-canary', 'invalid'), lesson('extra', 'failed')];
    expect(rerunCommand(lessons, plain, '/home/ann', {})).to.equal('npm test -- 04 07 extra');
  });

  it('is not there when all passed', () => {
    expect(rerunCommand([lesson('02-logging', 'passed'), lesson('08-restarts', 'skipped')], plain, '/home/ann', {})).to.equal(undefined);
  });

  it('leaves out the language that the environment asks for anyway', () => {
    expect(rerunCommand([lesson('04-mysql', 'failed')], { ...plain, language: 'ja' }, '/home/ann', { LANG: 'ja_JP.UTF-8' })).to.equal('npm test -- 04');
  });

  it('keeps a level that is not the one of such a run anyway, and counts by it', () => {
    const production: LessonResult = { ...lesson('04-mysql', 'failed'), tests: [{ title: 'a', level: 'production', status: 'failed', startedAt: '', durationMs: 0 }] };
    expect(rerunCommand([lesson('02-logging', 'failed'), production], { ...plain, level: 'promise' }, '/home/ann', {})).to.equal('npm test -- 02 --level promise');
    expect(rerunCommand([production], { ...plain, manifests: '/home/ann/mine' }, '/home/ann', {})).to.equal('npm test -- 04 --manifests mine --level production');
  });

  it('keeps the options, as a shell reads them', () => {
    const options = { ...plain, manifests: '/home/ann/mine', context: 'prod', ingress: 'http://127.0.0.1:80', grep: "doesn't lose|keeps", level: 'promise' as const, allowed: ['images', 'storage'] as const, keep: 'all' as const, report: '/tmp/out', language: 'ja' as const };
    expect(rerunCommand([lesson('04-mysql', 'failed')], options, '/home/ann', {}))
      .to.equal(String.raw`npm test -- 04 --manifests mine --allow images,storage --context prod --ingress http://127.0.0.1:80 --grep 'doesn'\''t lose|keeps' --report /tmp/out --lang ja --keep`);
  });
});
