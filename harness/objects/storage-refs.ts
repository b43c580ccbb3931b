import type { Claim, KubeObject, StorageClass, Volume } from '../client/objects.ts';
import { asText, verbatim } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { locate } from '../expect/blame.ts';
import { asLearnerWrote, nameOnCluster } from '../manifests/isolation/names.ts';
import { apiSource } from '../wait/api-source.ts';
import { claimProblems } from '../wait/claim-problems.ts';
import { ObjectRef } from './object-ref.ts';
import type { Scope } from './scope.ts';
import { missingProblem } from './missing.ts';
import type { WaitOptions } from './watcher.ts';

const t = texts.objects;

/** Milliseconds in which the cluster notices a new volume, with room for a busy machine. */
const noticedMs = 10_000;

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
    const classes: StorageClass[] = await session.classes();
    const object = await watcher.until<StorageKinds, Claim>({
      object: this.id,
      state: options.to === undefined ? t.storage.bound : t.storage.boundTo(`PersistentVolume/${options.to}`),
      sources: {
        claims: watcher.source<Claim>('v1', 'PersistentVolumeClaim', { name: this.name }),
        volumes: apiSource<Volume>(session.client, 'v1', 'PersistentVolume', { labels: session.labels }),
      },
      reached: ({ claims }) => claims.find((claim) => claim.status?.phase === 'Bound'),
      describe: ({ claims }) => (claims[0] === undefined ? t.none : t.storage.claimSeen(claims[0].status?.phase ?? t.unknown, claims[0].spec?.storageClassName ?? '')),
      problems: ({ claims, volumes }) =>
        claims.length === 0
          ? [missingProblem(this.scope, this.id)]
          : claims.flatMap((claim) => claimProblems(claim, { claims, volumes: watcher.own(volumes), classes })),
      options,
    });
    const volume = asLearnerWrote(object.spec?.volumeName ?? '', this.scope.isolation);
    if (options.to !== undefined && volume !== options.to) throw this.#elsewhere(options.to, volume, object);
    return { volume, object };
  }

  #elsewhere(expected: string, observed: string, claim: Claim): LessonFailure {
    const { watcher } = this.scope;
    const written = this.scope.manifestOf(this.id)?.get('spec.storageClassName');
    return new LessonFailure({
      expected: t.storage.boundTo(`PersistentVolume/${expected}`),
      observed: t.storage.boundToClass(`PersistentVolume/${observed}`, asLearnerWrote(claim.spec?.storageClassName ?? '', watcher.isolation)),
      ...locate(this.scope, { on: this.id, field: 'spec.storageClassName' }),
      elapsedMs: 0,
      hint: written === undefined ? texts.wait.hints.claimDefaultClass : texts.wait.hints.claimClass,
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

/** A PersistentVolume by the name that the learner gave it. */
export class VolumeRef extends ObjectRef {
  constructor(scope: Scope, name: string) {
    super(scope, 'PersistentVolume', name);
  }

  async now(): Promise<Volume | undefined> {
    return await this.scope.read<Volume>('v1', 'PersistentVolume', this.name);
  }

  /**
   * Resolves when the cluster has taken notice of it (Available or Bound). A claim that the controller meets before its
   * volume is only looked at again after 15 s, so claims are applied after that.
   */
  async usable(): Promise<void> {
    const { session, watcher, isolation } = this.scope;
    await watcher.until({
      object: this.id,
      state: verbatim('Available'),
      sources: { volumes: apiSource<Volume>(session.client, 'v1', 'PersistentVolume', { name: nameOnCluster('PersistentVolume', this.name, isolation) }) },
      reached: ({ volumes }) => (['Available', 'Bound', 'Released'].includes(volumes[0]?.status?.phase ?? '') ? true : undefined),
      describe: ({ volumes }) => asText(volumes[0]?.status?.phase ?? t.storage.noPhase),
      options: { within: noticedMs },
    });
  }

  /** Resolves when it is bound; with `to`, to the claim of that name in this scope. */
  async bound(options: WaitOptions & { to?: string } = {}): Promise<Volume> {
    const { watcher, session, isolation } = this.scope;
    const isBound = ({ spec, status }: Volume): boolean =>
      status?.phase === 'Bound' && (options.to === undefined || (spec?.claimRef?.name === options.to && spec.claimRef.namespace === isolation.namespace));
    return await watcher.until({
      object: this.id,
      state: options.to === undefined ? t.storage.bound : t.storage.boundTo(`PersistentVolumeClaim/${options.to}`),
      sources: { volumes: apiSource<Volume>(session.client, 'v1', 'PersistentVolume', { name: nameOnCluster('PersistentVolume', this.name, isolation) }) },
      reached: ({ volumes }) => volumes.find(isBound),
      describe: ({ volumes }) => (volumes[0] === undefined ? t.none : t.storage.volumeSeen(volumes[0].status?.phase ?? t.unknown, volumes[0].spec?.claimRef?.name ?? t.noClaim)),
      options,
    });
  }
}
