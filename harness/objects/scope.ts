import type { KubeObject } from '../client/objects.ts';
import type { ObjectRef } from '../client/cluster-client.ts';
import type { Teller } from '../expect/blame.ts';
import { applyManifest } from '../manifests/apply.ts';
import { inApplyOrder } from '../manifests/apply-order.ts';
import type { Manifest, ObjectName } from '../manifests/manifest.ts';
import { volumeName } from '../manifests/isolation.ts';
import type { Isolation } from '../manifests/isolation.ts';
import { DeploymentRef } from './deployment-ref.ts';
import { JobRef } from './job-ref.ts';
import { PodRef } from './pod-ref.ts';
import { PodSet } from './pod-set.ts';
import { ServiceRef } from './service-ref.ts';
import type { Session } from './session.ts';
import { ClaimRef, VolumeRef } from './storage-refs.ts';
import { Watcher } from './watcher.ts';
import type { WaitOptions } from './watcher.ts';

/** API versions of kinds that are named without one, as in `Pod/counter`. */
const usualVersions: Record<string, string> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  Ingress: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PodDisruptionBudget: 'policy/v1',
};

/** A wait for anything that no other wait knows. */
export interface FreeWait<O extends KubeObject, R> extends WaitOptions {
  apiVersion: string;
  kind: string;
  name?: string;
  labels?: Record<string, string>;
  /** The state in words. */
  state: string;
  /** Looks at the objects after each change; undefined: not yet. */
  seen: (objects: O[]) => R | undefined;
  describe?: (objects: O[]) => string;
}

/** One namespace of a lesson, with all that a spec does in it. Names are the learner's. */
export class Place implements Teller {
  readonly namespace: string;
  readonly session: Session;
  readonly isolation: Isolation;
  readonly watcher: Watcher;
  readonly #applied = new Map<ObjectName, Manifest>();

  constructor(session: Session, namespace: string) {
    this.session = session;
    this.namespace = namespace;
    // What the cluster's storage classes are is found out when the namespace is made.
    this.isolation = { namespace, storageClasses: [], hasDefaultClass: false };
    this.watcher = new Watcher(session, this.isolation, (object) => this.manifestOf(object));
  }

  /** What was applied here last under each name. */
  get applied(): Manifest[] {
    return [...this.#applied.values()];
  }

  /** Asks the server whether it would take the manifests. Throws LessonFailure at the first that it would refuse. */
  async dryRun(...manifests: Manifest[]): Promise<void> {
    for (const manifest of inApplyOrder(manifests)) {
      this.session.step(`asking whether ${manifest.id} would be taken`);
      await applyManifest(this.session.client, manifest, this.isolation, this.session.context.runId, { dryRun: true });
    }
  }

  /** Applies manifests, what others refer to first. Throws LessonFailure at the first that the server refuses. */
  async apply(...manifests: Manifest[]): Promise<void> {
    let volumes: string[] = [];
    for (const manifest of inApplyOrder(manifests)) {
      if (manifest.kind === 'PersistentVolumeClaim') {
        await Promise.all(volumes.map(async (name) => { await this.volume(name).usable(); }));
        volumes = [];
      }
      if (manifest.kind === 'PersistentVolume') volumes.push(manifest.name);
      this.session.step(`applying ${manifest.id}`);
      this.#applied.set(manifest.id, manifest);
      await applyManifest(this.session.client, manifest, this.isolation, this.session.context.runId);
    }
  }

  /** Asks for deletion; resolves when the server has accepted it, also when there was nothing to delete. */
  async delete(what: Manifest | ObjectName, options: { graceSeconds?: number } = {}): Promise<void> {
    const [kind = '', name = ''] = typeof what === 'string' ? what.split('/') : [what.kind, what.name];
    const apiVersion = typeof what === 'string' ? (this.manifestOf(what)?.apiVersion ?? usualVersions[kind] ?? 'v1') : what.apiVersion;
    const { graceSeconds } = options;
    await this.session.client.delete(this.#ref(apiVersion, kind, name), graceSeconds === undefined ? {} : { graceSeconds });
  }

  pod(name: string): PodRef {
    return new PodRef(this, name);
  }

  /** The pods with these labels. */
  pods(labels: Record<string, string>): PodSet {
    const workload = this.applied.find((manifest) => fits(manifest.get('spec.template.metadata.labels'), labels));
    return new PodSet(this, workload?.id ?? `Pod/${Object.values(labels).join(',')}`, labels, () => true);
  }

  deployment(name: string): DeploymentRef {
    return new DeploymentRef(this, name);
  }

  /** A PersistentVolumeClaim. */
  claim(name: string): ClaimRef {
    return new ClaimRef(this, name);
  }

  /** A PersistentVolume. */
  volume(name: string): VolumeRef {
    return new VolumeRef(this, name);
  }

  service(name: string): ServiceRef {
    return new ServiceRef(this, name);
  }

  job(name: string): JobRef {
    return new JobRef(this, name);
  }

  /** One object now; undefined when there is none. */
  async read<T = KubeObject>(apiVersion: string, kind: string, name: string): Promise<T | undefined> {
    return await this.session.client.read<T>(this.#ref(apiVersion, kind, name));
  }

  /** The objects of a kind in the namespace now. */
  async list<T = KubeObject>(apiVersion: string, kind: string, options: { labels?: Record<string, string> } = {}): Promise<T[]> {
    return (await this.session.client.list<T>(apiVersion, kind, { ...options, namespace: this.namespace })).items;
  }

  /** Waits for whatever `seen` looks for. Throws LessonFailure. */
  async until<O extends KubeObject, R>(wait: FreeWait<O, R>): Promise<R> {
    const { apiVersion, kind, name, labels, state, seen, describe = summary } = wait;
    return await this.watcher.until({
      object: `${kind}/${name ?? Object.values(labels ?? {}).join(',')}`,
      state,
      sources: { objects: this.watcher.source<O>(apiVersion, kind, { ...(name === undefined ? {} : { name }), ...(labels === undefined ? {} : { labels }) }) },
      reached: ({ objects }) => seen(objects),
      describe: ({ objects }) => describe(objects),
      options: wait,
    });
  }

  hint(key: string): string {
    return this.session.hint(key);
  }

  manifestOf(object: ObjectName): Manifest | undefined {
    return this.#applied.get(object) ?? this.session.manifestOf(object);
  }

  #ref(apiVersion: string, kind: string, name: string): ObjectRef {
    if (kind === 'PersistentVolume') return { apiVersion, kind, name: volumeName(name, this.isolation) };
    return { apiVersion, kind, name, namespace: this.namespace };
  }
}

function fits(labels: unknown, wanted: Record<string, string>): boolean {
  return typeof labels === 'object' && labels !== null && Object.entries(wanted).every(([key, value]) => (labels as Record<string, unknown>)[key] === value);
}

function summary(objects: readonly KubeObject[]): string {
  return objects.length === 0 ? 'there is none' : `${objects.length}: ${objects.map((object) => object.metadata?.name ?? '').join(', ')}`;
}
