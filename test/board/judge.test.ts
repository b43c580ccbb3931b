import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { BoardLesson, type StepVerdict } from '../../harness/board/judge.ts';
import type { RunContext } from '../../harness/lesson-process/run-context.ts';
import { checkout } from '../../harness/process/checkout.ts';
import { FakeApi } from '../client/fake-api.ts';

const spec = (harness: string): string => `
import { lesson, test } from '${harness}/lesson/lesson.ts';
const text = (en) => ({ en, ja: en });
lesson('20-x', { verifiable: true }, (given) => {
  let seen = 0;
  test(text('has a colour'), { effect: 'reads' }, () => { seen += 1; given.expect(given.manifest('ConfigMap', 'settings').get('data.colour'), { what: text('the colour'), on: 'ConfigMap/settings', field: 'data.colour', hint: text('Choose another.') }).to.equal('red'); });
  test(text('keeps nothing of others'), { effect: 'reads' }, () => { given.expect(seen, { what: text('times'), on: 'ConfigMap/settings' }).to.equal(1); });
  test(text('needs more'), { effect: 'reads' }, () => { given.skip(text('not here')); });
  test(text('sends'), { effect: 'visits' }, () => { throw new Error('not run'); });
  test(text('is more than was promised'), { effect: 'reads', level: 'production' }, () => { throw new Error('not run'); });
});
`;

describe('a lesson that is judged for many', () => {
  let folder: string;
  let api: FakeApi;
  const { signal } = new AbortController();
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'board-'));
    api = await FakeApi.serve({});
    writeFileSync(join(folder, '20-x.spec.ts'), spec(pathToFileURL(join(checkout, 'harness')).href));
    writeFileSync(join(folder, '20-x.contract.yaml'), 'objects:\n  - { object: ConfigMap/settings, for: { en: settings, ja: 設定 } }\nfixed: []\n');
  });
  afterEach(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  const contextOf = (namespace: string, colour?: string): Omit<RunContext, 'lesson'> => ({
    runId: 'r12345', cluster: { provider: 'context', name: 'c', kubeconfig: '', context: 'c', kubernetes: 'v1.37.2' }, allowed: [], images: [], reportDir: '', language: 'en', keep: 'all', client: api.client,
    manifests: { dir: folder, ours: folder, contracts: folder, applied: { namespace, objects: colour === undefined ? [] : [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace }, data: { colour } } as object] } },
    verify: { namespace, unseen: [], most: 'reads', again: true },
  });

  const judge = async (lesson: BoardLesson, namespace: string, colour?: string): Promise<StepVerdict[]> => {
    const verdicts: StepVerdict[] = [];
    await lesson.judge(contextOf(namespace, colour), signal, (step, verdict) => { verdicts[step] = verdict; });
    return verdicts;
  };

  it('has the steps that only look and that the lesson promises', async () => {
    const its = { it: globalThis.it, describe: globalThis.describe };
    const lesson = await BoardLesson.load('20-x', join(folder, '20-x.spec.ts'), contextOf(''));
    expect(lesson.steps.map(({ en }) => en)).to.deep.equal(['is applied', 'has a colour', 'keeps nothing of others', 'needs more']);
    expect({ it: globalThis.it, describe: globalThis.describe }, "mocha's own are back").to.deep.equal(its);
  });

  it('is judged side by side, and nothing of one is in another', async () => {
    const lesson = await BoardLesson.load('20-x', join(folder, '20-x.spec.ts'), contextOf(''));
    const [red, blue, none] = await Promise.all([judge(lesson, 'a', 'red'), judge(lesson, 'b', 'blue'), judge(lesson, 'c')]);
    expect(red.map(({ mark }) => mark)).to.deep.equal(['✓', '✓', '✓', '?']);
    expect(blue.map(({ mark }) => mark)).to.deep.equal(['✓', '✗', '✓', '?']);
    expect(blue[1]?.failure).to.include({ object: 'ConfigMap/settings', field: 'data.colour', hint: 'Choose another.' });
    expect(none.map(({ mark }) => mark)).to.deep.equal(['✗', '–', '–', '–']);
    expect(red[3]?.reason?.en).to.equal('not here');
  });

  it('stops where something has changed meanwhile', async () => {
    const lesson = await BoardLesson.load('20-x', join(folder, '20-x.spec.ts'), contextOf(''));
    const stop = new AbortController();
    const told: number[] = [];
    await lesson.judge(contextOf('a', 'red'), stop.signal, (step) => {
      told.push(step);
      stop.abort();
    });
    expect(told).to.deep.equal([0]);
  });
});
