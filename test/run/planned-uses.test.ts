import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'chai';

import type { RunContext } from '../../harness/lesson-process/run-context.ts';
import { plannedUses } from '../../harness/run/planned-uses.ts';

describe('what lessons say that they will ask for', function () {
  this.timeout(30_000);
  let dir: string;
  let context: Omit<RunContext, 'lesson'>;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'planned-'));
    const kubeconfig = join(dir, 'kubeconfig');
    // Nobody listens there: nothing is asked.
    const cluster = { name: 'c', cluster: { server: 'http://127.0.0.1:9' } };
    writeFileSync(kubeconfig, JSON.stringify({ clusters: [cluster], users: [{ name: 'u', user: {} }], contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }] }));
    mkdirSync(join(dir, '02-trial'));
    writeFileSync(join(dir, '02-trial/counter.yaml'), 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: counter\nspec: {}\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: fenced\n');
    context = {
      runId: 'rtrial', cluster: { provider: 'context', name: 'c', kubeconfig, context: 'c', kubernetes: 'v1.37.2' }, manifests: { dir, ours: dir }, allowed: [], images: [],
      reportDir: join(dir, 'report'), language: 'en', keep: false,
    };
  });
  afterEach(() => { rmSync(dir, { recursive: true }); });
  const specFile = join(import.meta.dirname, '../lesson/fixtures/02-trial.ts');
  const { signal } = new AbortController();

  it('is known without the cluster, and follows from their objects and the tests that are chosen', async () => {
    const uses = await plannedUses({ lessons: [{ name: '02-trial', specFile }], context, grep: 'measures', jobs: 1, signal });
    const asked = uses.map(({ verb, kind, subresource }) => `${verb} ${kind}${subresource === undefined ? '' : `/${subresource}`}`);
    expect(asked).to.include.members(['create Namespace', 'create Job', 'get Pod/log']);
    expect(asked, 'only a test that reads is chosen').to.not.include('create Pod/eviction');
    expect(asked, 'the fence refuses it anyway').to.not.include('create Role');
    expect(new Set(uses.map(({ namespace }) => namespace))).to.deep.equal(new Set(['02-trial-rtrial']));
  });

  it('is nothing for a lesson that cannot be loaded: the run itself tells why', async () => {
    expect(await plannedUses({ lessons: [{ name: '02-trial', specFile: join(dir, 'none.spec.ts') }], context, jobs: 1, signal })).to.deep.equal([]);
  });
});
