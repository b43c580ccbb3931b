import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { nothingApplied } from '../../harness/lesson/nothing-applied.ts';
import type { RunContext } from '../../harness/lesson-process/run-context.ts';
import { Manifests } from '../../harness/manifests/manifests.ts';
import type { LessonFailure } from '../../harness/verdict/lesson-failure.ts';

describe('a namespace in which nothing of a lesson is applied', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'nothing-'));
    writeFileSync(join(dir, '03-applied.contract.yaml'), 'objects: [{ object: Pod/counter, for: { en: the counter, ja: カウンター } }]\n');
  });
  afterEach(() => { rmSync(dir, { recursive: true }); });

  const look = (...names: string[]): LessonFailure | undefined => {
    const objects = names.map((name) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'me' } }));
    const manifests = { dir, ours: dir, contracts: dir, applied: { namespace: 'me', objects } };
    const context = { lesson: '03-applied', manifests, verify: { namespace: 'me', most: 'visits', unseen: [] } } as unknown as RunContext;
    return nothingApplied(Manifests.load(manifests, '03-applied', []), context);
  };

  it('is told with the command that applies it', () => {
    expect(look()?.failure).to.include({ object: 'Namespace/me', observed: 'it is empty', hint: 'Apply yours, or those of the lesson: kubectl apply -n me -f manifests/03-applied' });
  });

  it('has perhaps an object of that kind under another name', () => {
    expect(look('my-counter')?.failure).to.include({ object: 'Pod/counter', hint: 'Is Pod/my-counter the counter? Then name it counter: this name is fixed by the lesson.' });
  });

  it('is none where one of its objects is there', () => {
    expect(look('counter', 'other')).to.equal(undefined);
  });
});
