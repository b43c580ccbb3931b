import type { Deployment, EndpointSlice, Event, KubeObject, Pod, ReplicaSet } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import { deploymentRules, isComplete, refusals } from '../wait/deployment-problems.ts';
import { notScheduled } from '../wait/not-scheduled.ts';
import { isSetOf } from '../wait/pod-owner.ts';
import type { Snapshot } from '../wait/snapshot.ts';
import { PodSet } from './pod-set.ts';
import type { Scope } from './scope.ts';
import { RolloutRecorder } from '../rollout/rollout-recorder.ts';
import type { WaitOptions } from './watcher.ts';
import { ScalableRef } from './scalable-ref.ts';
import type { Rollout } from './workload-ref.ts';

const t = texts.objects;

/** Annotation with which the deployment controller numbers the revisions of ReplicaSets. */
const revision = 'deployment.kubernetes.io/revision';

interface Updating extends Rollout<Deployment> {
  sets: ReplicaSet & KubeObject;
}

/** The ReplicaSet of the template that a Deployment has now, once the controller has seen it. */
function newestOf({ objects: [now], sets }: Snapshot<Updating>, name: string): ReplicaSet | undefined {
  if ((now?.status?.observedGeneration ?? 0) < (now?.metadata?.generation ?? 0)) return undefined;
  const number = now?.metadata?.annotations?.[revision];
  return sets.find((set) => isSetOf(set, name) && set.metadata?.annotations?.[revision] === number);
}

function isOwnedBy({ metadata }: Pod, owner: string | undefined): boolean {
  return metadata?.ownerReferences?.some(({ uid }) => uid === owner) === true;
}

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
    const recorder = new RolloutRecorder([this.name, ...beside.map((name) => this.scope.called('Deployment', name))], {
      pods: watcher.source<Pod>('v1', 'Pod'),
      replicaSets: watcher.source<ReplicaSet & KubeObject>('apps/v1', 'ReplicaSet'),
      endpointSlices: watcher.source<EndpointSlice & KubeObject>('discovery.k8s.io/v1', 'EndpointSlice'),
      hookFailures: watcher.source<Event & KubeObject>('v1', 'Event', { fields: 'reason=FailedPreStopHook' }),
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

  /**
   * Resolves when all its replicas are updated and available, as `kubectl rollout status` has it; old pods on their way out may
   * still be there. Throws LessonFailure, early when the new pods cannot come: what is wrong with older ones does not count.
   */
  async updated(options: WaitOptions = {}): Promise<void> {
    const { watcher } = this.scope;
    const problemsOf = await watcher.workloadProblems();
    await watcher.until<Updating, true>({
      object: this.id,
      state: t.deployment.updated,
      sources: { ...this.sources(), sets: watcher.source<ReplicaSet & KubeObject>('apps/v1', 'ReplicaSet') },
      reached: ({ objects }) => (objects.some(isComplete) ? true : undefined),
      describe: (snapshot) => this.describe(snapshot),
      problems: (snapshot) => {
        const newest = newestOf(snapshot, this.name);
        const isNew = (pod: Pod): boolean => newest !== undefined && isOwnedBy(pod, newest.metadata?.uid);
        // Room that pods on their way out still take will be there when they are gone.
        const makesRoom = snapshot.pods.some((pod) => pod.metadata?.deletionTimestamp !== undefined);
        return [...snapshot.objects.flatMap(refusals), ...problemsOf(snapshot, (pod) => isNew(pod) && !(makesRoom && notScheduled(pod) !== undefined))];
      },
      options,
    });
  }

  /** The pods of one of its ReplicaSets. */
  podsOf({ metadata }: ReplicaSet): PodSet {
    return new PodSet(this.scope, this.id, {}, (pod) => isOwnedBy(pod, metadata?.uid));
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
    const { acts, client } = this.scope.session;
    if (acts?.areAsked === true) await acts.undo(this.address, to, template);
    else await client.replaceAt(this.address, { '/spec/template': template });
  }
}
