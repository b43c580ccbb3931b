import { expect } from 'chai';
import stringWidth from 'string-width';
import { explainVerify, lookCommand, steps, type VerifyTelling } from '../../harness/report/verify.ts';
import { verbatim } from '../../harness/text/language.ts';
import { flattened } from '../../harness/verdict/lesson-failure.ts';
import type { LessonResult, Results, TestResult } from '../../harness/verdict/results.ts';

const startedAt = '2026-01-01T00:00:00.000Z';
const test = (title: string, more: Partial<TestResult>): TestResult => ({ title, status: 'passed', startedAt, durationMs: 1, ja: { title: `「${title}」`, ...(more.reason === undefined ? {} : { reason: `理由 ${more.reason}` }) }, ...more });
const failure = flattened({ expected: verbatim('a stream'), observed: verbatim('nothing'), object: 'Pod/counter', field: 'spec.containers[count].args', elapsedMs: 0, hint: { en: 'Write to the file.', ja: 'ファイルに書き込んでください。' } });
const lesson = (tests: TestResult[]): LessonResult => ({ name: '02-logging', startedAt, durationMs: 3_000, tests });
const mixed = lesson([
  test('is applied', {}), test('prints', { status: 'failed', failure }), test('tails', { status: 'failed', failure }), test('stands on it', { status: 'skipped', reason: 'it stands on `prints`' }),
  test('deletes', { status: 'skipped', reason: 'asks', unjudged: 'asks' }), test('edits', { status: 'skipped', reason: 'yours', unjudged: 'learner' }),
  test('compares', { status: 'skipped', reason: 'no namespace of its own', unjudged: 'here' }), test('lasts', { status: 'failed', failure, level: 'production' }),
]);
const results = (tests: LessonResult, exitCode: Results['exitCode'] = 1): Results => ({ schema: 1, startedAt, durationMs: 3_000, exitCode, level: 'promise', cluster: { provider: 'context', name: 'c', kubernetes: '', nodes: 0, images: [] }, phases: [], lessons: [tests], errors: [], leftovers: [] });
const telling: VerifyTelling = { language: 'en', columns: 80, context: 'kind-mine', namespace: 'me', told: [verbatim('The namespace is as it was.')], disturbing: (names) => `npm run verify -- ${names.join(' ')} --yes` };

describe('what verify says', () => {
  it('marks each step, and says once why some were not judged', () => {
    expect(steps(mixed, { language: 'en' })).to.deep.equal([
      '02-logging 3.0 s', '  ✓ is applied', '  ✗ prints', '  ✗ tails', '  – stands on it', '  – deletes', '  – edits', '  ? compares', '  ! lasts',
      '  –: it stands on `prints`', '  ?: no namespace of its own',
    ]);
  });

  it('tells a lesson that cannot be judged in one line', () => {
    const none = lesson(['a', 'b'].map((title) => test(title, { status: 'skipped', reason: 'not this way' })));
    expect(steps(none, { language: 'en' })).to.deep.equal(['02-logging 3.0 s', '  –: not this way']);
  });

  it('explains the first failure alone, with a command to look, and what was not run', () => {
    const lines = explainVerify(results(mixed), telling);
    expect(lines).to.include.members([
      '✗ 02-logging: prints', '  expected  a stream', '  where     Pod/counter spec.containers[count].args', '  hint      Write to the file.',
      '  look      kubectl --context kind-mine -n me describe pod counter', 'The namespace is as it was.', '2 ✓, 2 ✗, 3 –, 1 ? (3.0 s)',
    ]);
    expect(lines.filter((line) => line.includes('Write to the file')), 'and that of production').to.have.length(2);
    expect(lines).to.include('! 02-logging: lasts');
    expect(lines).to.include('  npm run verify -- 02-logging --yes');
    expect(lines.join(' ')).to.contain('1 more test fails there');
  });

  it('says as much of a failure as a learner wants to hear', () => {
    const said = (hints: 'none' | 'where' | 'all'): string => explainVerify(results(mixed), { ...telling, hints }).join('\n');
    expect(said('all')).to.contain('Write to the file.').and.contain('expected  a stream');
    expect(said('where')).to.contain('expected  a stream').and.contain('spec.containers[count].args').and.contain('describe pod counter').and.not.contain('Write to the file.');
    expect(said('none')).to.contain('✗ 02-logging: prints').and.not.contain('a stream').and.not.contain('describe pod');
  });

  it('says what is left to do by hand, or to npm test', () => {
    expect(explainVerify(results(mixed), telling).join('\n')).to.contain('with --wait 5');
    expect(explainVerify(results(mixed), { ...telling, acted: true }).join('\n')).to.contain('not done: 1 test that changes').and.not.contain('--wait');
  });

  it('says how to see what was proved, where nothing failed', () => {
    const tryIt = new Map([['02-logging', ['kubectl logs counter']]]);
    expect(explainVerify(results(lesson([test('prints', {})]), 0), { ...telling, tryIt })).to.include.members(['02-logging: to see it for yourself', '  kubectl logs counter']);
    expect(explainVerify(results(mixed), { ...telling, tryIt }).join('\n')).to.not.contain('see it for yourself');
  });

  it('names the section of the handout, in the language of the reader', () => {
    const failed = results(lesson([test('a', { status: 'failed', failure, section: 'streams' })]));
    expect(explainVerify(failed, telling)).to.include('  handout   manifests/02-logging/README.md#streams');
    expect(explainVerify(failed, { ...telling, language: 'ja' }).join('\n')).to.contain('manifests/02-logging/README.ja.md#streams');
    expect(explainVerify(failed, { ...telling, hints: 'none' }).join('\n')).to.not.contain('#streams');
    expect(explainVerify(results(mixed), telling).join('\n')).to.not.contain('handout');
  });

  it('says it in Japanese too, in 80 columns', () => {
    const lines = [...steps(mixed, { language: 'ja', columns: 80 }), ...explainVerify(results(mixed), { ...telling, language: 'ja' })].flatMap((line) => line.split('\n'));
    expect(lines).to.include('  ✗ 「prints」').and.include('  ?: 理由 no namespace of its own');
    expect(lines.filter((line) => stringWidth(line) > 80 && !/kubectl --context|npm run|file:/.test(line))).to.deep.equal([]);
  });

  it('looks at an object of the whole cluster without a namespace, and at everything where there is none', () => {
    expect(lookCommand({ object: 'PersistentVolume/disk' }, telling)).to.equal('kubectl --context kind-mine describe persistentvolume disk');
    expect(lookCommand({ object: 'Lesson/02-logging' }, telling)).to.match(/-n me get all/);
  });
});
