import { applyManifest } from '../manifests/apply.ts';
import { inApplyOrder } from '../manifests/apply-order.ts';
import type { DaemonSet, Event, KubeObject, Pod, StatefulSet } from '../client/objects.ts';
import type { Manifest, ObjectName } from '../manifests/manifest.ts';
import { referredBy } from '../manifests/references.ts';
import { ClientPod, type ClientOptions } from '../objects/client-pod.ts';
import { CronJobRef } from '../objects/cron-job-ref.ts';
import { DeploymentRef } from '../objects/deployment-ref.ts';
import { eventsAbout, untilEvent } from '../objects/events-about.ts';
import type { WantedEvent } from '../objects/events-about.ts';
import { JobRef } from '../objects/job-ref.ts';
import { PodRef } from '../objects/pod-ref.ts';
import { PodSet } from '../objects/pod-set.ts';
import { ScalableRef } from '../objects/scalable-ref.ts';
import type { AbsentObject, FreeWait, Scope } from '../objects/scope.ts';
import { ServiceRef } from '../objects/service-ref.ts';
import { ClaimRef, VolumeRef } from '../objects/storage-refs.ts';
import type { WaitOptions } from '../objects/watcher.ts';
import { WorkloadRef } from '../objects/workload-ref.ts';
import { PodRecorder } from '../rollout/pod-recorder.ts';
import { daemonSetRules, statefulSetRules } from '../wait/workload-rules.ts';
import { texts } from '../text/texts.ts';
import { Failures } from '../verdict/failures.ts';

const t = texts.lesson.steps;

/** A namespace of the lesson as a spec sees it: the verbs, and a handle for each kind of object. Names are the learner's. */
export class LessonNamespace {
  protected readonly scope: Scope;
  readonly #ofCopies: boolean;

  /** @param ofCopies it holds copies of the folder's objects, beside which stands what their pods refer to there */
  constructor(scope: Scope, ofCopies = false) {
    this.scope = scope;
    this.#ofCopies = ofCopies;
  }

  /** Asks the server whether it would take the manifests. Throws LessonFailure about all that it would refuse. */
  async dryRun(...manifests: Manifest[]): Promise<void> {
    const failures = new Failures();
    for (const manifest of inApplyOrder(manifests)) {
      this.scope.session.step(t.dryRun(manifest.id));
      await failures.tryAsync(async () => await applyManifest(this.scope.session.client, manifest, this.scope.isolation, this.scope.session.context.runId, { dryRun: true }));
    }
    failures.throwIfAny();
  }

  /**
   * Applies manifests, what others refer to first. In a namespace of copies that is brought from the folder where it is not
   * among them. Throws LessonFailure at the first that the server refuses.
   */
  async apply(...manifests: Manifest[]): Promise<void> {
    let volumes: string[] = [];
    for (const manifest of inApplyOrder([...this.#broughtFor(manifests), ...manifests])) {
      if (manifest.kind === 'PersistentVolumeClaim') {
        await Promise.all(volumes.map(async (name) => { await this.volume(name).usable(); }));
        volumes = [];
      }
      if (manifest.kind === 'PersistentVolume') volumes.push(manifest.name);
      this.scope.session.step(t.applying(manifest.id));
      this.scope.noteApplied(manifest);
      const { acts } = this.scope.session;
      if (acts?.areAsked === true) await acts.apply(manifest);
      else await applyManifest(this.scope.session.client, manifest, this.scope.isolation, this.scope.session.context.runId);
    }
  }

  /** What pods of these objects name in the folder, and nobody has applied here yet. */
  #broughtFor(manifests: readonly Manifest[]): Manifest[] {
    if (!this.#ofCopies) return [];
    const there = new Set([...this.scope.applied, ...manifests].map(({ id }) => id));
    return referredBy(manifests, this.scope.session.manifests).filter(({ id }) => !there.has(id));
  }

  /** Asks for deletion; resolves when the server has accepted it, also when there was nothing to delete. */
  async delete(what: Manifest | ObjectName, options: { graceSeconds?: number } = {}): Promise<void> {
    await this.scope.delete(what, options);
  }

  pod(name: string): PodRef {
    return new PodRef(this.scope, this.scope.called('Pod', name));
  }

  /**
   * Records the pods of the namespace and the lives of their containers, also over several tests, until the lesson is over.
   * Resolves when what is there now is in.
   */
  async recordPods(): Promise<PodRecorder> {
    const recorder = new PodRecorder(this.scope.watcher.source<Pod>('v1', 'Pod'));
    this.scope.session.open.push({ close: async () => { await recorder.stop().catch(() => undefined); } });
    await recorder.begun();
    return recorder;
  }

  /** The pods with these labels. */
  pods(labels: Record<string, string>): PodSet {
    const workload = this.scope.applied.find((manifest) => fits(manifest.get('spec.template.metadata.labels'), labels));
    return new PodSet(this.scope, workload?.id ?? `Pod/${Object.values(labels).join(',')}`, labels, () => true);
  }

  deployment(name: string): DeploymentRef {
    return new DeploymentRef(this.scope, this.scope.called('Deployment', name));
  }

  statefulSet(name: string): ScalableRef<StatefulSet> {
    return new ScalableRef(this.scope, statefulSetRules, this.scope.called('StatefulSet', name));
  }

  daemonSet(name: string): WorkloadRef<DaemonSet> {
    return new WorkloadRef(this.scope, daemonSetRules, this.scope.called('DaemonSet', name));
  }

  /** A PersistentVolumeClaim. */
  claim(name: string): ClaimRef {
    return new ClaimRef(this.scope, this.scope.called('PersistentVolumeClaim', name));
  }

  /** A PersistentVolume; one that a provisioner has made has the name that it was given there. */
  volume(name: string, options: { provisioned?: boolean } = {}): VolumeRef {
    return new VolumeRef(this.scope, this.scope.called('PersistentVolume', name), options);
  }

  service(name: string): ServiceRef {
    return new ServiceRef(this.scope, this.scope.called('Service', name));
  }

  cronJob(name: string): CronJobRef {
    return new CronJobRef(this.scope, this.scope.called('CronJob', name));
  }

  job(name: string): JobRef {
    return new JobRef(this.scope, this.scope.called('Job', name));
  }

  /** A client inside the cluster, in this namespace: asks other pods and Services from pods of our own. */
  client(options: ClientOptions = {}): ClientPod {
    return new ClientPod(this.scope, options);
  }

  /** An object as the cluster has it now; undefined when there is none. */
  async read<T = KubeObject>({ apiVersion, kind, name }: Manifest): Promise<T | undefined> {
    return await this.scope.read<T>(apiVersion, kind, name);
  }

  /** The objects of a kind in the namespace now. */
  async list<T = KubeObject>(apiVersion: string, kind: string, options: { labels?: Record<string, string> } = {}): Promise<T[]> {
    return await this.scope.list<T>(apiVersion, kind, options);
  }

  /** Waits for an event about an object, or finds one that was recorded before. Throws LessonFailure that lists the events about it. */
  async event(wanted: WantedEvent, options: WaitOptions = {}): Promise<Event> {
    return await untilEvent(this.scope, wanted, options);
  }

  /** The events about an object now, such as `Pod/web`, oldest first. */
  async events(about: ObjectName): Promise<Event[]> {
    return await eventsAbout(this.scope, about);
  }

  /** Watches over a stated window that no such object comes. Throws LessonFailure as soon as one does. */
  async absent(absence: AbsentObject): Promise<void> {
    await this.scope.absent(absence);
  }

  /** Waits for whatever `seen` looks for. Throws LessonFailure. */
  async until<O extends KubeObject, R>(wait: FreeWait<O, R>): Promise<R> {
    return await this.scope.until(wait);
  }
}

function fits(labels: unknown, wanted: Record<string, string>): boolean {
  return typeof labels === 'object' && labels !== null && Object.entries(wanted).every(([key, value]) => (labels as Record<string, unknown>)[key] === value);
}
