import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { LessonComparison } from '../../harness/explain/lesson-comparison.ts';
import type { ExplainedVariant } from '../../harness/mutants/explained-variant.ts';
import { explainVariants, type UnexplainedVariant } from '../../harness/mutants/explain-variants.ts';
import type { Work } from '../../harness/run/job.ts';
import type { EndedLesson } from '../../harness/run/lesson-handle.ts';
import type { VariantRun, VariantRuns } from '../../harness/run/variant-runs.ts';
import { flattened } from '../../harness/verdict/lesson-failure.ts';
import type { TestResult } from '../../harness/verdict/results.ts';
import { deployment, manifestsOf } from '../explain/objects.ts';

const failure = flattened({ expected: { en: 'a', ja: 'a' }, observed: { en: 'b', ja: 'b' }, object: 'Deployment/web', elapsedMs: 1 });
const starts: TestResult = { title: 'starts', status: 'failed', startedAt: '', durationMs: 0, failure };
const comparison = new LessonComparison(manifestsOf(deployment('env: [{ name: A, value: a }]')), manifestsOf(deployment('env: [{ name: A, value: b }]')));
const work = { signal: new AbortController().signal } as Work;

const variant = (name: string, takesTurns: boolean, keep: (explained: ExplainedVariant) => void = () => undefined): UnexplainedVariant => ({
  variant: { id: name, fullId: `01-web/${name}`, lesson: '01-web', object: 'Deployment/web', names: ['env[A]'], changes: [] } as unknown as UnexplainedVariant['variant'],
  unexplained: { lesson: '01-web', id: `explain ${name}`, test: starts, comparison, strict: () => undefined }, takesTurns, keep,
});

/** Runs that take a moment and fail with the difference; `beside`: the variants that were run at a time. */
class SlowRuns {
  readonly #running = new Set<string>();
  readonly beside: string[] = [];

  async run(variants: readonly VariantRun[]): Promise<void> {
    const name = variants[0]?.id.split(' ')[1] ?? '';
    this.#running.add(name);
    this.beside.push([...this.#running].sort().join('+'));
    await pause(5);
    for (const { files, onEnd } of variants) {
      const failed = [...files.values()].some((text) => String(text).includes('"value": "b"'));
      onEnd({ result: { tests: [{ ...starts, status: failed ? 'failed' : 'passed' }] }, errors: [] } as unknown as EndedLesson, '');
    }
    this.#running.delete(name);
  }
}

const explained = async (variants: readonly UnexplainedVariant[], jobs: number): Promise<{ beside: string[]; said: string[] }> => {
  const runs = new SlowRuns();
  const said: string[] = [];
  await explainVariants(variants, () => (_, path) => path, runs as unknown as VariantRuns, work, jobs, ({ en }) => said.push(en));
  return { beside: runs.beside, said };
};

describe('the causes of several variants', () => {
  it('are looked for two at a time where there is room for four runs, and one where there is room for two', async () => {
    const some = ['one', 'two'].map((name) => variant(name, false));
    expect((await explained(some, 4)).beside).to.include('one+two');
    expect((await explained(some, 2)).beside).to.not.include('one+two');
  });

  it('are looked for one at a time where the lesson takes turns with others, when all others are found', async () => {
    const { beside } = await explained([variant('turns', true), variant('one', false), variant('too', true), variant('two', false)], 4);
    expect(new Set(beside.filter((names) => names.includes('t') && names !== 'two'))).to.deep.equal(new Set(['one+two', 'turns', 'too']));
    expect(beside.at(-1)).to.equal('too');
  });

  it('are kept, and told as they are found', async () => {
    const kept: ExplainedVariant[] = [];
    const { said } = await explained([variant('one', false, (each) => kept.push(each))], 4);
    expect(kept.map(({ verdict, found, causes }) => ({ verdict, found, causes }))).to.deep.equal([{ verdict: 'proved', found: true, causes: ['Deployment/web spec.template.spec.containers[app].env[A].value'] }]);
    expect(said.join()).to.match(/1\/1 ✔ 01-web\/one [\d.]+ s: proved: Deployment\/web/);
  });
});
