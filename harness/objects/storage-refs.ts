import type { Claim, KubeObject, StorageClass, Volume } from '../client/objects.ts';
import { asText, verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { locate, type Blame } from '../expect/blame.ts';
import { asLearnerWrote, nameOnCluster } from '../manifests/isolation/names.ts';
import { apiSource } from '../wait/api-source.ts';
import { claimProblems } from '../wait/claim-problems.ts';
import type { Problem } from '../wait/problem.ts';
import type { WatchSource } from '../wait/watch-objects.ts';
import { ObjectRef } from './object-ref.ts';
import type { Scope } from './scope.ts';
import { missingProblem } from './missing.ts';
import type { WaitOptions } from './watcher.ts';

const t = texts.objects;

/** Milliseconds in which the cluster notices a new volume, with room for a busy machine. */
const noticedMs = 10_000;
/** Milliseconds in which a claim is bound, or given a volume of its own. */
const boundMs = 5_000;

interface StorageKinds extends Record<string, KubeObject> {
  claims: Claim;
  volumes: Volume;
}

/** A PersistentVolumeClaim by name. */
export class ClaimRef extends ObjectRef {
  constructor(scope: Scope, name: string) {
    super(scope, 'PersistentVolumeClaim', name);
  }

  /**
   * Resolves when the claim is bound, with the name of its volume as the learner wrote it.
   *
   * @throws LessonFailure when it is not bound, or with `to` when it is bound to another volume
   */
  async bound(options: WaitOptions & { to?: string } = {}): Promise<{ volume: string; object: Claim }> {
    const { watcher, session } = this.scope;
    const [classes, nodes] = await Promise.all([session.classes(), session.nodes()]);
    const object = await watcher.until<StorageKinds, Claim>({
      object: this.id,
      state: options.to === undefined ? t.storage.bound : t.storage.boundTo(`PersistentVolume/${options.to}`),
      sources: {
        claims: watcher.source<Claim>('v1', 'PersistentVolumeClaim', { name: this.name }),
        volumes: session.volumes(),
      },
      reached: ({ claims }) => claims.find((claim) => claim.status?.phase === 'Bound'),
      describe: ({ claims }) => (claims[0] === undefined ? t.none : t.storage.claimSeen(claims[0].status?.phase ?? t.unknown, claims[0].spec?.storageClassName ?? '')),
      problems: ({ claims, volumes }) =>
        claims.length === 0
          ? [missingProblem(this.scope, this.id)]
          : claims.flatMap((claim) => [...claimProblems(claim, { claims, volumes: watcher.own(volumes), classes, nodes }), ...this.#provisioned(claim, options.to, classes)]),
      options,
    });
    const volume = asLearnerWrote(object.spec?.volumeName ?? '', this.scope.isolation);
    if (options.to !== undefined && volume !== options.to) throw this.#elsewhere(options.to, volume, object, options.blame);
    return { volume, object };
  }

  /** A claim that waits for a volume to be made for it will not get the one that is there. */
  #provisioned(claim: Claim, to: string | undefined, classes: readonly StorageClass[]): Problem[] {
    const { storageClassName = '' } = claim.spec ?? {};
    if (to === undefined || claim.status?.phase === 'Bound' || !classes.some(({ metadata, provisioner }) => metadata?.name === storageClassName && !provisioner.endsWith('/no-provisioner'))) return [];
    return [{ key: `${this.id} provisioned`, object: this.id, field: 'spec.storageClassName', observed: t.storage.claimSeen(claim.status?.phase ?? t.unknown, storageClassName), hint: this.#classHint, graceMs: boundMs }];
  }

  /** What to do about a class that is not that of the volume. */
  get #classHint(): Text {
    const written = this.scope.manifestOf(this.id)?.get('spec.storageClassName');
    return written === undefined ? texts.wait.hints.claimDefaultClass : texts.wait.hints.claimClass;
  }

  #elsewhere(expected: string, observed: string, claim: Claim, blame?: Blame): LessonFailure {
    const { watcher } = this.scope;
    return new LessonFailure({
      expected: t.storage.boundTo(`PersistentVolume/${expected}`),
      observed: t.storage.boundToClass(`PersistentVolume/${observed}`, asLearnerWrote(claim.spec?.storageClassName ?? '', watcher.isolation)),
      ...locate(this.scope, blame ?? { on: this.id, field: 'spec.storageClassName' }),
      elapsedMs: 0,
      hint: blame?.hint ?? this.#classHint,
      evidence: [],
    });
  }

  async now(): Promise<Claim | undefined> {
    return await this.scope.read<Claim>('v1', 'PersistentVolumeClaim', this.name);
  }

  async gone(options: WaitOptions = {}): Promise<void> {
    const { watcher } = this.scope;
    await watcher.until({
      object: this.id,
      state: t.gone,
      sources: { claims: watcher.source<Claim>('v1', 'PersistentVolumeClaim', { name: this.name }) },
      reached: ({ claims }) => (claims.length === 0 ? true : undefined),
      describe: ({ claims }) => (claims.length === 0 ? t.gone : t.storage.stillThere(claims[0]?.metadata?.finalizers?.join(', ') ?? t.noClaim)),
      options,
    });
  }
}

/** A PersistentVolume by the name that the learner gave it, or by that which a provisioner has made for a claim. */
export class VolumeRef extends ObjectRef {
  readonly #onCluster: string;

  constructor(scope: Scope, name: string, options: { provisioned?: boolean } = {}) {
    super(scope, 'PersistentVolume', name);
    this.#onCluster = options.provisioned === true ? name : nameOnCluster('PersistentVolume', name, scope.isolation);
  }

  get #address(): { apiVersion: string; kind: string; name: string } {
    return { apiVersion: 'v1', kind: 'PersistentVolume', name: this.#onCluster };
  }

  /** The volume as a source of a wait. */
  get #sources(): { volumes: WatchSource<Volume> } {
    return { volumes: apiSource<Volume>(this.scope.session.client, 'v1', 'PersistentVolume', { name: this.#onCluster }) };
  }

  async now(): Promise<Volume | undefined> {
    return await this.scope.session.client.read<Volume>(this.#address);
  }

  /**
   * Resolves when the cluster has taken notice of it (Available or Bound). A claim that the controller meets before its
   * volume is only looked at again after 15 s, so claims are applied after that.
   */
  async usable(): Promise<void> {
    await this.scope.watcher.until({
      object: this.id,
      state: verbatim('Available'),
      sources: this.#sources,
      reached: ({ volumes }) => (['Available', 'Bound', 'Released'].includes(volumes[0]?.status?.phase ?? '') ? true : undefined),
      describe: ({ volumes }) => asText(volumes[0]?.status?.phase ?? t.storage.noPhase),
      options: { within: noticedMs },
    });
  }

  /** Resolves when it is bound; with `to`, to the claim of that name in this scope. */
  async bound(options: WaitOptions & { to?: string } = {}): Promise<Volume> {
    const { watcher, isolation } = this.scope;
    const isBound = ({ spec, status }: Volume): boolean =>
      status?.phase === 'Bound' && (options.to === undefined || (spec?.claimRef?.name === options.to && spec.claimRef.namespace === isolation.namespace));
    return await watcher.until({
      object: this.id,
      state: options.to === undefined ? t.storage.bound : t.storage.boundTo(`PersistentVolumeClaim/${options.to}`),
      sources: this.#sources,
      reached: ({ volumes }) => volumes.find(isBound),
      describe: seen,
      options,
    });
  }

  /** Resolves when it is Released: its claim has gone, and it still has what was written to it. */
  async released(options: WaitOptions = {}): Promise<Volume> {
    return await this.scope.watcher.until({
      object: this.id,
      state: verbatim('Released'),
      sources: this.#sources,
      reached: ({ volumes }) => volumes.find(({ status }) => status?.phase === 'Released'),
      describe: seen,
      problems: ({ volumes }) => volumes.flatMap((volume) => this.#notReclaimed(volume)),
      options,
    });
  }

  /** Clears `claimRef`, as an administrator does who has looked at what a volume still has: from then on a new claim may get it. */
  async freed(): Promise<void> {
    await this.scope.session.client.patch(this.#address, { spec: { claimRef: null } });
  }

  /** Resolves when there is no such volume any more. */
  async gone(options: WaitOptions = {}): Promise<void> {
    await this.scope.watcher.until({
      object: this.id,
      state: t.gone,
      sources: this.#sources,
      reached: ({ volumes }) => (volumes.length === 0 ? true : undefined),
      describe: seen,
      problems: ({ volumes }) => volumes.flatMap((volume) => this.#notReclaimed(volume)),
      options,
    });
  }

  /** What is to be done with it when its claim has gone, and cannot be done: it stays as it is. */
  #notReclaimed({ status }: Volume): Problem[] {
    if (status?.phase !== 'Failed') return [];
    return [{ key: `${this.id} failed`, object: this.id, field: 'spec.persistentVolumeReclaimPolicy', observed: verbatim(`Failed: ${status.message ?? status.reason ?? ''}`), hint: texts.wait.hints.reclaim, graceMs: 0 }];
  }
}

/** What is seen of a volume, for people. */
function seen({ volumes: [volume] }: { volumes: Volume[] }): Text {
  return volume === undefined ? t.none : t.storage.volumeSeen(volume.status?.phase ?? t.unknown, volume.spec?.claimRef?.name ?? t.noClaim);
}
