import { expect } from 'chai';
import type { KubeObject } from '../../harness/client/objects.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { isForgone } from '../../harness/rollout/forgone.ts';
import type { RolloutPart } from '../../harness/rollout/failed-verdict.ts';
import { TrafficReport } from '../../harness/traffic/report.ts';
import type { Sample } from '../../harness/traffic/sample.ts';
import type { TimelineEvent } from '../../harness/traffic/timeline.ts';
import { sample, storeOf } from '../traffic/fixtures/samples.ts';

describe('a loss that the manifests give up', () => {
  const events: TimelineEvent[] = [{ at: 5_000, object: 'ReplicaSet/ap-1', kind: 'scaled', replicas: 0 }, { at: 10_000, object: 'Pod/a', kind: 'terminating' }, { at: 14_000, object: 'Pod/b', kind: 'ready' }];
  const part = (type: string, seen: TimelineEvent[] = events): RolloutPart => ({
    manifest: new Manifest({
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'ap' },
      spec: { replicas: 2, strategy: { type }, template: { spec: { containers: [{ name: 'app', readinessProbe: { tcpSocket: { port: 80 } }, lifecycle: { preStop: { sleep: { seconds: 5 } } } }] } } },
    } as KubeObject, undefined, '06-update'),
    events: seen,
  });
  const forgone = (lost: Partial<Sample>[], ...parts: RolloutPart[]): boolean =>
    isForgone(new TrafficReport(storeOf([sample(), ...lost.map((each) => sample(each))]), { startedAt: 0, maxSlipMs: 20 }), parts, 1_000);
  const badGateway = (dueMs: number): Partial<Sample> => ({ dueMs, error: '5xx', status: 502 });

  it('comes while pods are replaced whose manifest asks for no more', () => {
    expect(forgone([badGateway(10_500), { dueMs: 12_000, error: 'refused' }, { dueMs: 13_000, error: '4xx', status: 404 }], part('Recreate'))).to.equal(true);
    expect(forgone([badGateway(10_500)], part('RollingUpdate')), 'a manifest that asks for it').to.equal(false);
    expect(forgone([badGateway(10_500)], part('RollingUpdate'), part('Recreate')), 'one of several Deployments').to.equal(true);
    expect(forgone([badGateway(10_500)], part('RollingUpdate'), part('Recreate', [])), 'one whose pods stayed').to.equal(false);
  });

  it('never comes while no pod comes or goes, or where nobody looked', () => {
    expect(forgone([badGateway(8_900)], part('Recreate'))).to.equal(false);
    expect(forgone([badGateway(9_100)], part('Recreate')), 'a watch shows it late').to.equal(true);
    expect(forgone([badGateway(29_500)], part('Recreate'))).to.equal(false);
    expect(forgone([badGateway(10_500), badGateway(29_500)], part('Recreate')), 'one of two').to.equal(false);
    expect(forgone([badGateway(10_500)], { manifest: part('Recreate').manifest })).to.equal(false);
  });

  it('is never an answer that a pod gave', () => {
    for (const answer of [{ error: 'wrong body', status: 200 }, { error: '5xx', status: 500, pod: 'a' }, { error: '4xx', status: 404, pod: 'a' }] as const) {
      expect(forgone([{ dueMs: 10_500, ...answer }], part('Recreate')), answer.error).to.equal(false);
    }
  });
});
