import type { Blame, Given, Manifest } from '../../harness/lesson/given.ts';
import type { ObjectName } from '../../harness/manifests/manifest.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { toldAgain } from '../checks/told-again.ts';
import { t } from './texts.ts';

/** A claim of the lesson, the volume that it must get, and how one demand is changed so that no volume meets it. */
export interface Demand {
  claim: string;
  volume: string;
  /** The field of the claim that says what it demands, and that a failure must name. */
  field: string;
  beyond: unknown;
}

/** What the lesson's claims demand, one thing each. */
export const demands: readonly Demand[] = [
  { claim: 'by-size', volume: 'disk-2', field: 'spec.resources.requests.storage', beyond: '900Gi' },
  { claim: 'by-mode', volume: 'disk-5-many', field: 'spec.accessModes', beyond: ['ReadOnlyMany'] },
  { claim: 'by-class', volume: 'disk-6-archive', field: 'spec.storageClassName', beyond: 'of-nobody' },
  { claim: 'by-label', volume: 'disk-3-fast', field: 'spec.selector', beyond: { matchLabels: { speed: 'of-light' } } },
  { claim: 'by-name', volume: 'disk-4', field: 'spec.volumeName', beyond: 'of-nobody' },
];

/** The volume that is too small for all claims but those that ask for another one. */
export const tooSmall = 'disk-1';

/** Milliseconds in which the volume controller has surely said what a claim waits for. */
const SAYS_SO_MS = 10_000;

/** The claim with its demand changed so that no volume meets it, and of a size that any has: the larger ones may be taken by then. */
export function beyondAll(claim: Manifest, { field, beyond }: Demand): Manifest {
  return claim.named(`${claim.name}-beyond`).with('spec.resources.requests.storage', '1Mi').with(field, beyond);
}

/** A claim is bound to its volume. Throws LessonFailure with what the one asks for and the other offers, as they are written. */
export async function requireBound(given: Given, { claim, volume, field }: Demand): Promise<void> {
  const blame: Blame = { on: `PersistentVolumeClaim/${claim}`, field, hint: t.hints.binding };
  try {
    await given.claim(claim).bound({ to: volume, blame });
  } catch (error) {
    if (!(error instanceof LessonFailure)) throw error;
    // The volume may be at fault as well.
    const { object, field: found = field } = error.failure;
    toldAgain(given, error, { ...blame, on: object as ObjectName, field: found }, t.asksAndOffers(claim, asks(given.manifest('PersistentVolumeClaim', claim)), volume, offers(given.manifest('PersistentVolume', volume))));
  }
}

/** A claim waits for a pod. Throws LessonFailure with the classes of the folder where it does not say so. */
export async function requireWaits(given: Given, claim: string, blame: Blame): Promise<void> {
  try {
    // One that is bound at once never says so.
    await given.event({ about: `PersistentVolumeClaim/${claim}`, reason: 'WaitForFirstConsumer' }, { within: SAYS_SO_MS, blame });
  } catch (error) {
    if (!(error instanceof LessonFailure)) throw error;
    const manifest = given.manifests.find('PersistentVolumeClaim', claim);
    // A claim that names its volume is bound to it whatever its class says (pkg/controller/volume/persistentvolume/pv_controller.go, syncUnboundClaim).
    if ((manifest?.get<string>('spec.volumeName') ?? '') !== '') toldAgain(given, error, { ...blame, field: 'spec.volumeName' });
    // And so is one that a volume names.
    const reserved = given.manifests.all('PersistentVolume').find((each) => each.get('spec.claimRef.name') === claim);
    if (reserved !== undefined) toldAgain(given, error, { ...blame, on: reserved, field: 'spec.claimRef', hint: t.hints.reserved(claim) });
    // The class that the claim names is there, and binds at once.
    const hasty = given.manifests.find('StorageClass', manifest?.get<string>('spec.storageClassName') ?? '');
    const isHasty = hasty !== undefined && hasty.get('volumeBindingMode') !== 'WaitForFirstConsumer';
    toldAgain(given, error, isHasty ? { ...blame, on: hasty, field: 'volumeBindingMode' } : blame, t.classes(given.manifests.all('StorageClass').map((each) => `${each.id} (${each.get<string>('volumeBindingMode') ?? 'Immediate'})`)));
  }
}

/** What a claim asks for, in the words of its fields. */
export function asks(claim: Manifest): string {
  return inWords({
    storage: claim.get('spec.resources.requests.storage'), accessModes: claim.get('spec.accessModes'), storageClassName: claim.get('spec.storageClassName'),
    selector: claim.get('spec.selector'), volumeName: claim.get('spec.volumeName'),
  });
}

/** What a volume offers. */
export function offers(volume: Manifest): string {
  return inWords({
    storage: volume.get('spec.capacity.storage'), accessModes: volume.get('spec.accessModes'), storageClassName: volume.get('spec.storageClassName'),
    labels: volume.get('metadata.labels'), claimRef: volume.get('spec.claimRef'),
  });
}

function inWords(fields: Record<string, unknown>): string {
  return Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`])).join(', ');
}
