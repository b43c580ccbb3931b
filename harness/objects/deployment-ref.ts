import type { Deployment, EndpointSlice, KubeObject, Pod, ReplicaSet } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import { deploymentRules } from '../wait/deployment-problems.ts';
import { isSetOf } from '../wait/pod-owner.ts';
import type { Scope } from './scope.ts';
import { RolloutRecorder } from '../rollout/rollout-recorder.ts';
import type { WaitOptions } from './watcher.ts';
import { ScalableRef } from './scalable-ref.ts';

const t = texts.objects;

/** Annotation with which the deployment controller numbers the revisions of ReplicaSets. */
const revision = 'deployment.kubernetes.io/revision';

/** A Deployment by name, whether it is there or not. */
export class DeploymentRef extends ScalableRef<Deployment> {
  constructor(scope: Scope, name: string) {
    super(scope, deploymentRules, name);
  }

  /**
   * Records its ReplicaSets, its pods and the endpoints that they are listed as, and those of the other Deployments that
   * are named; every change from now on until `stop()`. Resolves when the first state is in.
   */
  async record(...beside: string[]): Promise<RolloutRecorder> {
    const { session, watcher } = this.scope;
    const recorder = new RolloutRecorder([this.name, ...beside], {
      pods: watcher.source<Pod>('v1', 'Pod'),
      replicaSets: watcher.source<ReplicaSet & KubeObject>('apps/v1', 'ReplicaSet'),
      endpointSlices: watcher.source<EndpointSlice & KubeObject>('discovery.k8s.io/v1', 'EndpointSlice'),
    });
    session.open.push({ close: async () => { await recorder.stop().catch(() => undefined); } });
    await recorder.begun();
    return recorder;
  }

  /** Resolves when exactly so many of its pods are ready. */
  async readyReplicas(count: number, options: WaitOptions = {}): Promise<void> {
    await this.when(t.deployment.ready(count), options, (deployment) => {
      const { observedGeneration = 0, readyReplicas = 0 } = deployment.status ?? {};
      return observedGeneration >= (deployment.metadata?.generation ?? 0) && readyReplicas === count;
    });
  }

  /** As `kubectl rollout restart`; resolves when the change is accepted. */
  async restart(): Promise<void> {
    await this.scope.session.client.restart(this.address);
  }

  /**
   * As `kubectl rollout undo`: takes the template of the revision before, or of the given one; resolves when the change is
   * accepted. Throws an Error when that revision is not kept.
   */
  async undo(to?: number): Promise<void> {
    const sets = (await this.scope.list<ReplicaSet>('apps/v1', 'ReplicaSet')).filter((set) => isSetOf(set, this.name));
    const number = (set: ReplicaSet): number => Number(set.metadata?.annotations?.[revision] ?? 0);
    const chosen = to === undefined ? sets.toSorted((a, b) => number(b) - number(a))[1] : sets.find((set) => number(set) === to);
    const template = structuredClone(chosen?.spec?.template);
    if (template === undefined) throw new Error(`${this.id} has no ${to === undefined ? 'earlier revision' : `revision ${to}`} to go back to`);
    delete template.metadata?.labels?.['pod-template-hash'];
    await this.scope.session.client.replaceAt(this.address, { '/spec/template': template });
  }
}
