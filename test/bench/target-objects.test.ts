import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { targetObjects } from '../../harness/bench/target-objects.ts';

describe('what the bench sends its requests to', () => {
  it('is what stands in its folder', () => {
    const { manifests, deployment, host, path } = targetObjects();
    expect(manifests.map(({ kind }) => kind)).to.include.members(['Deployment', 'Service', 'Ingress']);
    expect(deployment.get('spec.replicas')).to.equal(4);
    expect(host).to.match(/\.k8s$/);
    expect(path).to.match(/^\//);
  });

  it('cannot do without a host and a probe', () => {
    const dir = mkdtempSync(join(tmpdir(), 'bench-'));
    mkdirSync(join(dir, 'bench'));
    writeFileSync(join(dir, 'bench', 'a.yaml'), 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { containers: [{ name: a }] } } }\n');
    expect(() => targetObjects(dir)).to.throw(/needs a Deployment with a readiness probe by HTTP, and an Ingress with a host/);
    rmSync(dir, { recursive: true });
  });
});
