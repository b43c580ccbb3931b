import { runError } from '../../harness/verdict/environment-error.ts';
import { flattened } from '../../harness/verdict/lesson-failure.ts';
import type { Results } from '../../harness/verdict/results.ts';
import { verbatim } from '../../harness/text/language.ts';

/** A run in which everything that can be told happened once. */
export function exampleResults(): Results {
  return {
    schema: 1, startedAt: '2026-01-02T03:04:05.000Z', durationMs: 61_500, exitCode: 2,
    cluster: { provider: 'kind', name: 'cndjp-ab12', kubernetes: 'v1.37.2', nodes: 2, images: [
      { name: 'busybox:1.37', id: 'sha256:0123456789abcdef', version: '1.37.0', provenance: 'pulled' },
      { name: 'mysql:9.7', id: 'sha256:fedcba9876543210', version: '9.7.4', provenance: 'built' },
    ] },
    phases: [{ name: 'prepare', durationMs: 1_000 }, { name: 'cluster', durationMs: 20_000 }, { name: 'lessons', durationMs: 40_000 }, { name: 'clean', durationMs: 500 }],
    lessons: [
      { name: '02-logging', startedAt: '2026-01-02T03:04:26.000Z', durationMs: 12_000, tests: [
        { title: 'apply', status: 'passed', startedAt: '2026-01-02T03:04:26.000Z', durationMs: 900 },
        { title: 'shows <both> streams', status: 'passed', startedAt: '2026-01-02T03:04:26.000Z', durationMs: 5_000, measures: { writeToStreamMs: 312 } },
        { title: 'is enforced', status: 'skipped', startedAt: '2026-01-02T03:04:26.000Z', durationMs: 1, reason: 'this cluster does not enforce' },
      ] },
      { name: '04-mysql', startedAt: '2026-01-02T03:04:38.000Z', durationMs: 28_000, tests: [
        { title: 'apply', status: 'failed', startedAt: '2026-01-02T03:04:38.000Z', durationMs: 800, failure: flattened({
          expected: verbatim('the API server to accept it'), observed: verbatim('unknown field "spec.contianers"\u0007'), object: 'Deployment/koa-sample-db',
          field: 'spec.template.spec.contianers', file: '04-mysql/mysql.yaml', line: 31, elapsedMs: 120, hint: verbatim('Did you mean `containers`? 100% sure: yes, you did.'),
          evidence: ['evidence/04-mysql/1-apply/events.txt'] }) },
        { title: 'keeps the row', status: 'skipped', startedAt: '2026-01-02T03:04:38.000Z', durationMs: 0, reason: 'apply failed' },
        { title: 'is quick', status: 'invalid', startedAt: '2026-01-02T03:04:38.000Z', durationMs: 3, reason: 'the driver lagged' },
      ] },
    ],
    errors: [runError('cluster', verbatim('it stopped answering'), verbatim('Look at docker ps.'))],
    leftovers: [{ kind: 'Namespace', name: '04-mysql-abc123', finalizers: ['kubernetes'] }],
  };
}

/** A run on a learner's folder: the promise holds, what production asks for does not hold everywhere. */
export function productionResults(): Results {
  const { cluster, ...rest } = exampleResults();
  const startedAt = '2026-01-02T03:04:26.000Z';
  const passed = { status: 'passed', startedAt, durationMs: 900 } as const;
  return {
    ...rest, exitCode: 0, level: 'promise', cluster: { ...cluster, images: [] }, errors: [], leftovers: [],
    lessons: [
      { name: '02-logging', startedAt, durationMs: 12_000, tests: [
        { title: 'apply', level: 'promise', ...passed },
        { title: 'goes on after a restart', level: 'production', ...passed, ja: { title: '再起動後も続く' } },
      ] },
      { name: '05-ingress', startedAt, durationMs: 28_000, tests: [
        { title: 'apply', level: 'promise', ...passed },
        { title: 'survives a drain', level: 'production', status: 'failed', startedAt, durationMs: 800, ja: { title: 'ドレインに耐える' }, failure: flattened({
          expected: { en: 'a pod that stays', ja: '残る Pod' }, observed: { en: 'none', ja: 'なし' }, object: 'PodDisruptionBudget/koa-sample-ap', file: '05-ingress/budget.yaml', line: 3, elapsedMs: 120,
          hint: { en: 'Add a budget.', ja: 'PodDisruptionBudget を追加してください。' } }) },
        { title: 'signs the cookie', level: 'production', ...passed },
        { title: 'is quick', level: 'production', status: 'invalid', startedAt, durationMs: 3, reason: 'the driver lagged' },
      ] },
    ],
  };
}

/** What `exampleResults` has, with what a lesson of ours says in Japanese. */
export function japaneseResults(): Results {
  const results = exampleResults();
  const failed = results.lessons[1]?.tests[0];
  const skipped = results.lessons[0]?.tests[2];
  if (failed?.failure === undefined || skipped === undefined) throw new Error('the example has changed');
  failed.ja = { title: '適用(apply)' };
  failed.failure.ja = { expected: 'API サーバーが受け入れること', observed: '不明なフィールド', hint: '綴りを確認してください。' };
  skipped.ja = { title: '強制される', reason: 'このクラスターは強制しません' };
  results.errors = results.errors.map((error) => ({ ...error, ja: { message: '応答しなくなりました', hint: 'docker ps を確認してください。' } }));
  return results;
}
