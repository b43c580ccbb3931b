import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { KubeObject } from '../../harness/client/objects.ts';
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

  const look = (...names: string[]): LessonFailure | undefined => lookAt(...names.map((name) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'me' } })));

  const lookAt = (...objects: KubeObject[]): LessonFailure | undefined => {
    const manifests = { dir, ours: dir, contracts: dir, applied: { namespace: 'me', objects } };
    const context = { lesson: '03-applied', manifests, verify: { namespace: 'me', most: 'visits', unseen: [] } } as unknown as RunContext;
    return nothingApplied(Manifests.load(manifests, '03-applied', []), context);
  };

  it('is told with the command that applies it', () => {
    expect(look()?.failure).to.include({ object: 'Namespace/me', observed: 'it is empty', hint: 'Apply yours, or those of the lesson: kubectl apply -n me -f manifests/03-applied' });
  });

  it('has perhaps an object of nearly that name', () => {
    expect(look('countre')?.failure).to.include({ object: 'Pod/countre', hint: 'Is Pod countre that one? Then add --as counter=countre to the command, or name it counter.' });
    expect(look('other')?.failure, 'of which only the kind is known').to.include({ object: 'Namespace/me', observed: 'there are Pod/other' });
  });

  it('has perhaps an object that is the same as ours', () => {
    mkdirSync(join(dir, '03-applied'));
    writeFileSync(join(dir, '03-applied/pod.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata: { name: counter }\nspec: { containers: [{ name: count, image: busybox:1.37, volumeMounts: [{ name: x, mountPath: /var/log }] }] }\n');
    expect(look('other')?.failure).to.include({ object: 'Namespace/me' });
    const spec = { containers: [{ name: 'c', image: 'busybox:1.37', volumeMounts: [{ name: 'y', mountPath: '/var/log' }] }] };
    expect(lookAt({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'other', namespace: 'me' }, spec } as KubeObject)?.failure).to.include({
      object: 'Pod/other', observed: 'no Pod counter; Pod other runs busybox and mounts a volume at /var/log', hint: 'Is Pod other that one? Then add --as counter=other to the command, or name it counter.',
    });
  });

  it('is none where one of its objects is there', () => {
    expect(look('counter', 'other')).to.equal(undefined);
  });
});
