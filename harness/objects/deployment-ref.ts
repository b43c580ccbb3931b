import type { Deployment, EndpointSlice, KubeObject, Pod, ReplicaSet } from '../client/objects.ts';
import { joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { deploymentProblems, describeDeployment, isComplete } from '../wait/deployment-problems.ts';
import { describePod } from '../wait/describe-pod.ts';
import { belongsTo, isSetOf } from '../wait/pod-owner.ts';
import type { Problem } from '../wait/problem.ts';
import type { Snapshot } from '../wait/snapshot.ts';
import { ObjectRef } from './object-ref.ts';
import type { Scope } from './scope.ts';
import { missingMs } from './pod-wait.ts';
import { PodSet } from './pod-set.ts';
import { RolloutRecorder } from '../rollout/rollout-recorder.ts';
import type { WaitOptions, Workload } from './watcher.ts';

const t = texts.objects;

interface Rollout extends Workload {
  deployments: Deployment & KubeObject;
}

/** Annotation with which the deployment controller numbers the revisions of ReplicaSets. */
const revision = 'deployment.kubernetes.io/revision';

/** A Deployment by name, whether it is there or not. */
export class DeploymentRef extends ObjectRef {
  constructor(scope: Scope, name: string) {
    super(scope, 'Deployment', name);
  }

  async now(): Promise<Deployment | undefined> {
    return await this.scope.read<Deployment>('apps/v1', 'Deployment', this.name);
  }

  /** The pods that it made, told by their owner. */
  pods(): PodSet {
    return new PodSet(this.scope, this.id, {}, (pod) => belongsTo(pod, this.name));
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

  /** Resolves when all replicas are updated and available and the old pods are gone. */
  async complete(options: WaitOptions = {}): Promise<Deployment> {
    return await this.#when(t.deployment.rolledOut, options, (deployment, pods) => isComplete(deployment) && pods.length === (deployment.spec?.replicas ?? 1));
  }

  /** Resolves when exactly so many of its pods are ready. */
  async readyReplicas(count: number, options: WaitOptions = {}): Promise<void> {
    await this.#when(t.deployment.ready(count), options, (deployment) => {
      const { observedGeneration = 0, readyReplicas = 0 } = deployment.status ?? {};
      return observedGeneration >= (deployment.metadata?.generation ?? 0) && readyReplicas === count;
    });
  }

  /** As `kubectl scale`; resolves when it is complete. */
  async scale(replicas: number, options: WaitOptions = {}): Promise<void> {
    await this.scope.session.client.patch(this.#ref, { spec: { replicas } }, 'scale');
    await this.complete(options);
  }

  /** As `kubectl rollout restart`; resolves when the change is accepted. */
  async restart(): Promise<void> {
    await this.scope.session.client.restart(this.#ref);
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
    await this.scope.session.client.replaceAt(this.#ref, { '/spec/template': template });
  }

  /** Deletes it and resolves when it and its pods are gone. */
  async deleted(options: WaitOptions = {}): Promise<void> {
    await this.scope.delete(this.id);
    const { watcher } = this.scope;
    await watcher.until({
      object: this.id,
      state: t.deployment.goneWithPods,
      sources: this.#sources(),
      reached: ({ deployments, pods }) => (deployments.length === 0 && !pods.some((pod) => belongsTo(pod, this.name)) ? true : undefined),
      describe: (snapshot) => this.#describe(snapshot),
      options,
    });
  }

  async #when(state: Text, options: WaitOptions, fits: (deployment: Deployment, pods: Pod[]) => boolean): Promise<Deployment> {
    const { watcher } = this.scope;
    const problemsOf = await watcher.workloadProblems();
    return await watcher.until<Rollout, Deployment>({
      object: this.id,
      state,
      sources: this.#sources(),
      reached: ({ deployments, pods }) => deployments.find((deployment) => fits(deployment, pods.filter((pod) => belongsTo(pod, this.name)))),
      describe: (snapshot) => this.#describe(snapshot),
      problems: (snapshot): Problem[] => {
        if (snapshot.deployments.length === 0) return [{ key: 'missing', object: this.id, observed: t.none, hint: texts.wait.hints.missing('Deployment'), graceMs: missingMs }];
        return [...snapshot.deployments.flatMap(deploymentProblems), ...problemsOf(snapshot, (pod) => belongsTo(pod, this.name))];
      },
      options,
    });
  }

  #sources() {
    const { watcher } = this.scope;
    return { ...watcher.workload(), deployments: watcher.source<Deployment & KubeObject>('apps/v1', 'Deployment', { name: this.name }) };
  }

  #describe(snapshot: Snapshot<Rollout>): Text {
    const pods = snapshot.pods.filter((pod) => belongsTo(pod, this.name)).map((pod) => describePod(pod, snapshot.events));
    return joinTexts([describeDeployment(snapshot.deployments[0]), ...pods], '; ');
  }

  get #ref(): { apiVersion: string; kind: string; name: string; namespace: string } {
    return { apiVersion: 'apps/v1', kind: 'Deployment', name: this.name, namespace: this.scope.namespace };
  }
}
