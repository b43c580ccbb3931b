import { expect } from 'chai';
import { autoscaled } from '../../harness/manifests/autoscaled.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';

const workload = (spec: object, kind = 'Deployment', name = 'app'): Manifest => new Manifest({ apiVersion: 'apps/v1', kind, metadata: { name }, spec } as object, undefined, '07-canary');
const scaler = (spec: object): Manifest => new Manifest({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'app' }, spec: { scaleTargetRef: { kind: 'Deployment', name: 'app' }, ...spec } } as object, undefined, '07-canary');
const replicas = (manifest: Manifest, ...scalers: Manifest[]): unknown => autoscaled(manifest, [manifest, ...scalers]).get('spec.replicas');

describe('a workload whose HorizontalPodAutoscaler is not made', () => {
  it('has no fewer replicas than the least, whether it says how many or not', () => {
    expect(replicas(workload({}), scaler({ minReplicas: 3, maxReplicas: 6 }))).to.equal(3);
    expect(replicas(workload({ replicas: 2 }), scaler({ minReplicas: 3, maxReplicas: 6 }))).to.equal(3);
    expect(replicas(workload({ replicas: 4 }), scaler({ minReplicas: 3, maxReplicas: 6 }))).to.equal(4);
  });

  it('has no more than the most', () => {
    expect(replicas(workload({ replicas: 9 }), scaler({ maxReplicas: 6 }))).to.equal(6);
  });

  it('stays as it is where nothing is to change', () => {
    const same = workload({});
    expect(autoscaled(same, [scaler({ maxReplicas: 6 })])).to.equal(same);
    expect(replicas(workload({ replicas: 0 }), scaler({ minReplicas: 3, maxReplicas: 6 }))).to.equal(0);
    expect(replicas(workload({ replicas: 2 }, 'Deployment', 'other'), scaler({ minReplicas: 3, maxReplicas: 6 }))).to.equal(2);
    expect(replicas(workload({ replicas: 2 }, 'StatefulSet'), scaler({ minReplicas: 3, maxReplicas: 6 }))).to.equal(2);
    expect(replicas(workload({}, 'DaemonSet'), scaler({ minReplicas: 3, maxReplicas: 6 }))).to.equal(undefined);
  });
});
