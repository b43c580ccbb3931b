import type { Claim, Event, KubeObject, StorageClass, Volume } from '../client/objects.ts';
import { texts } from '../text/texts.ts';
import type { Text } from '../text/language.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { selects, selectorText } from '../values/label-selector.ts';
import { fitsNode, nodeTermsText } from './node-terms.ts';
import type { Problem } from './problem.ts';
import { parseQuantity } from './quantity.ts';

export interface Storage {
  claims: Claim[];
  /** The volumes that this run made. */
  volumes: Volume[];
  classes: StorageClass[];
  events?: Event[];
  /** The nodes of the cluster; absent or none: out of sight. */
  nodes?: readonly KubeObject[];
}

/** The controller binds within a second; a volume may be applied a moment after its claim. */
const bindingMs = 5_000;
/** A claim that the controller met before its volume is looked at again after 15 s, the volume controller's resync period. */
export const secondLookMs = 20_000;

/** About the claim, unless another object is named. */
type MakeProblem = (field: string, observed: Text, hint: Text, graceMs?: number, object?: ObjectName) => Problem[];

const t = texts.wait;

/** Why a claim will not be bound to a volume of this run, or to any. */
export function claimProblems(claim: Claim, storage: Storage): Problem[] {
  if (claim.status?.phase === 'Bound') return [];
  const object: ObjectName = `PersistentVolumeClaim/${claim.metadata?.name ?? ''}`;
  const asked = claim.spec?.storageClassName ?? '';
  const storageClass = storage.classes.find((each) => each.metadata?.name === asked);
  // A class of the cluster makes a volume by itself, perhaps only when a pod needs it.
  if (storageClass !== undefined && !storageClass.provisioner.endsWith('/no-provisioner')) return [];
  const held = storage.volumes.find((each) => isHeldByFormer(each, claim));
  if (held !== undefined) {
    const name = nameOf(held);
    return [{ key: `${object} claimRef`, object: `PersistentVolume/${name}`, field: 'spec.claimRef', observed: t.claim.former(name, claim.metadata?.name ?? ''), hint: t.hints.claimRef, graceMs: bindingMs }];
  }
  const free = storage.volumes.filter((each) => isFreeFor(each, claim));
  const sameClass = free.filter((each) => (each.spec?.storageClassName ?? '') === asked);
  const problem: MakeProblem = (field, observed, hint, graceMs = bindingMs, about = object) => [
    { key: `${object} ${field}`, object: about, field, observed: t.claim.pending(observed), hint, graceMs },
  ];
  if (sameClass.length === 0) {
    const offered = free.map((each) => t.claim.offered(nameOf(each), each.spec?.storageClassName ?? ''));
    return problem('spec.storageClassName', t.claim.noClass(asked, offered), t.hints.claimClass);
  }
  const nowhere = onNoNode(claim, sameClass, storage.nodes ?? []);
  return nowhere === undefined ? unmet(claim, sameClass, problem) : [{ key: `${object} nowhere`, ...nowhere }];
}

/** Whether a volume is free, or was reserved for a claim of this name, which it then waits for. */
function isFreeFor({ spec }: Volume, { metadata }: Claim): boolean {
  const { claimRef } = spec ?? {};
  if (claimRef === undefined) return true;
  return claimRef.uid === undefined || claimRef.uid === '' ? claimRef.name === metadata?.name : claimRef.uid === metadata?.uid;
}

/** Whether a volume still belongs to an earlier claim of the same name: it is bound by uid, and that claim has gone. */
function isHeldByFormer({ spec }: Volume, { metadata }: Claim): boolean {
  const { name, uid = '' } = spec?.claimRef ?? {};
  return name !== undefined && name === metadata?.name && uid !== '' && uid !== metadata.uid;
}

/** The volume that meets all demands of a claim and whose node affinity fits no node; undefined where another one fits, or nodes are out of sight. */
function onNoNode(claim: Claim, ofClass: readonly Volume[], nodes: readonly KubeObject[]): Omit<Problem, 'key'> | undefined {
  const fitting = ofClass.filter((volume) => meetsAll(claim, volume));
  const [volume] = fitting;
  const required = (each: Volume): unknown => each.spec?.nodeAffinity?.required;
  if (volume === undefined || nodes.length === 0 || fitting.some((each) => required(each) === undefined || nodes.some((node) => fitsNode(required(each), node)))) return undefined;
  return { object: `PersistentVolume/${nameOf(volume)}`, field: 'spec.nodeAffinity', observed: t.claim.pending(t.claim.nowhere(nameOf(volume), nodeTermsText(required(volume)))), hint: t.hints.nodeChoice, graceMs: bindingMs };
}

function meetsAll({ spec }: Claim, volume: Volume): boolean {
  const { volumeName = '', accessModes = [], selector = {}, resources } = spec ?? {};
  return (volumeName === '' || volumeName === nameOf(volume))
    && parseQuantity(resources?.requests?.['storage'] ?? '0') <= parseQuantity(capacityOf(volume))
    && accessModes.every((mode) => volume.spec?.accessModes?.includes(mode) === true)
    && selects(selector, volume.metadata?.labels);
}

/** Which demand of a claim none of the volumes of its class meets; or that they meet each, but no volume all of them. */
function unmet(claim: Claim, ofClass: readonly Volume[], problem: MakeProblem): Problem[] {
  const { volumeName: wanted = '', accessModes = [], selector = {} } = claim.spec ?? {};
  const volumes = wanted === '' ? ofClass : ofClass.filter((volume) => nameOf(volume) === wanted);
  if (volumes.length === 0) return problem('spec.volumeName', t.claim.otherVolume(wanted), t.hints.claimOther);
  const [size = '0', names] = [claim.spec?.resources?.requests?.['storage'], volumes.map(nameOf)];
  const [largest] = volumes.toSorted((a, b) => parseQuantity(capacityOf(b)) - parseQuantity(capacityOf(a)));
  if (largest !== undefined && parseQuantity(size) > parseQuantity(capacityOf(largest))) {
    return problem('spec.resources.requests.storage', t.claim.tooSmall(size, nameOf(largest), capacityOf(largest)), t.hints.claimSize);
  }
  const lacking = volumes.map((volume) => accessModes.filter((mode) => volume.spec?.accessModes?.includes(mode) !== true));
  if (lacking.every((modes) => modes.length > 0)) {
    return problem('spec.accessModes', t.claim.modes(names, [...new Set(lacking.flat())].join(', ')), t.hints.claimModes);
  }
  if (!volumes.some((volume) => selects(selector, volume.metadata?.labels))) {
    const annotated = volumes.find(({ metadata }) => selects(selector, metadata?.annotations));
    if (annotated !== undefined) return problem('metadata.annotations', t.claim.annotated(nameOf(annotated), selectorText(selector)), t.hints.claimLabels, bindingMs, `PersistentVolume/${nameOf(annotated)}`);
    return problem('spec.selector', t.claim.labels(names, selectorText(selector)), t.hints.claimLabels);
  }
  const [only, ...others] = names;
  return problem('spec', only !== undefined && others.length === 0 ? t.claim.notBound(only) : t.claim.noneFits, t.hints.claimOther, secondLookMs);
}

function nameOf({ metadata }: Volume): string {
  return metadata?.name ?? '';
}

function capacityOf({ spec }: Volume): string {
  return spec?.capacity?.['storage'] ?? '0';
}
