import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

import type { Work } from '../../harness/run/job.ts';
import { VariantRuns, type VariantRun } from '../../harness/run/variant-runs.ts';

const specs = join(import.meta.dirname, 'fixtures', 'specs');

describe('variants of lessons', function () {
  this.timeout(30_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'variant-runs-'));
    process.env['CROWDED_BEGUN'] = join(folder, 'begun');
  });
  afterEach(() => {
    delete process.env['CROWDED_BEGUN'];
    rmSync(folder, { recursive: true });
  });

  const runsWith = (jobs: number, onAgain: (ids: readonly string[]) => void = () => undefined): VariantRuns => new VariantRuns({
    ours: join(import.meta.dirname, 'fixtures', 'manifests'), work: join(folder, 'work'), jobs, reports: 'mutants', more: {},
    specOf: (lesson) => join(specs, `${lesson}.spec.ts`), placesOf: () => 1, onAgain,
  });
  const someWork = (): Work => ({
    signal: new AbortController().signal, bounds: { graceMs: 10_000 }, results: { lessons: [], errors: [], leftovers: [] }, openRun: () => undefined, closeRun: () => undefined,
    context: {
      runId: 'abc123', cluster: { provider: 'kind', name: 'fake', kubeconfig: '/nowhere', context: 'fake', kubernetes: 'v1.37.2' },
      allowed: [], images: [], reportDir: folder, language: 'en', keep: false,
    },
  });

  async function run(ids: readonly string[], jobs: number, lesson = 'crowded'): Promise<{ ended: string[]; again: string[]; unfinished: readonly string[] }> {
    const [ended, again]: [string[], string[]] = [[], []];
    const runs = runsWith(jobs, (all) => { again.push(...all); });
    await runs.run(ids.map((id): VariantRun => ({
      lesson, id, files: new Map(), until: { failure: /(?:)/, level: 'production' },
      onEnd: ({ result }) => { ended.push(`${id} ${result.tests.map(({ status }) => status).join(' ')}`); },
    })), someWork());
    return { ended, again, unfinished: runs.unfinished() };
  }

  it('are run again by themselves where those beside them left no time to judge them', async () => {
    const { ended, again, unfinished } = await run(['one', 'two'], 2);
    expect(again).to.have.members(['one', 'two']);
    expect(ended, 'told once each').to.have.members(['one passed', 'two passed']);
    expect(unfinished).to.deep.equal([]);
  });

  it('are run again as well where something failed besides: a variant with such a measurement is not judged at all', async () => {
    const { ended, again } = await run(['one', 'two'], 2, 'rushed');
    expect(again).to.have.members(['one', 'two']);
    expect(ended).to.have.members(['one passed passed', 'two passed passed']);
  });

  it('are without a verdict where nothing ran beside them', async () => {
    expect(await run(['one'], 2)).to.deep.include({ ended: ['one invalid'], again: [] });
    expect(await run(['one', 'two'], 1)).to.deep.include({ again: [] });
  });

  it('keep their manifests until they have ended, also where another call ends before', async () => {
    const [runs, work] = [runsWith(2), someWork()];
    const kept: boolean[] = [];
    const call = (): Promise<void> => runs.run([{ lesson: 'crowded', id: 'one', files: new Map([['crowded/pod.yaml', '']]), until: { failure: /(?:)/, level: 'production' }, onEnd: (_, dir) => { kept.push(existsSync(join(dir, 'crowded', 'pod.yaml'))); } }], work);
    await Promise.all([call(), call()]);
    expect(kept).to.deep.equal([true, true]);
    expect(readdirSync(join(folder, 'work', 'mutants')), 'and leave none').to.deep.equal([]);
  });
});
