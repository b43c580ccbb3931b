import type { Volume } from '../../harness/client/objects.ts';
import type { Blame, Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import { podSpecOf } from '../checks/containers.ts';
import { mountedAt, usualDataFolder, type Mounted } from './data-volume.ts';
import type { Database } from './database.ts';
import { unpinned } from './lost-data.ts';
import { query } from './query.ts';
import { t } from './texts.ts';

interface NodeAffinity {
  required?: { nodeSelectorTerms?: NodeSelectorTerm[] };
}

/** Null where nothing is written after a key. */
interface NodeSelectorTerm {
  matchExpressions?: object[] | null;
  matchFields?: object[] | null;
}

/** What is mounted where the server says that its data is; undefined where nothing is. */
export async function dataMounted(given: Given, database: Database): Promise<Mounted | undefined> {
  const [row] = await query<{ folder: string }>(given, given, 'SELECT @@GLOBAL.datadir AS folder');
  return mountedAt(database, row?.folder ?? usualDataFolder);
}

/** The claim behind the data, and the volume that it is bound to. */
interface BoundData {
  claim: string;
  volume: Volume;
}

async function boundData(given: Given, { claim }: Mounted): Promise<BoundData | undefined> {
  const bound = claim === undefined ? undefined : await given.claim(claim).now();
  const volumes = await given.list<Volume>('v1', 'PersistentVolume');
  const volume = volumes.find(({ metadata }) => bound !== undefined && metadata?.name === bound.spec?.volumeName);
  return claim === undefined || volume === undefined ? undefined : { claim, volume };
}

/** Throws LessonFailure when a volume of the folder is left aside, because the cluster has made another one for the claim. */
export async function requireOwnVolume(given: Given, data: Mounted): Promise<void> {
  const bound = await boundData(given, data);
  for (const own of given.manifests.all('PersistentVolume')) {
    if ((await given.volume(own.name).now())?.status?.phase === 'Bound') continue;
    const blame = claimBlame(given, data);
    given.fail({ ...blame, expected: t.storage.boundTo(own.id), observed: bound === undefined ? t.storage.notBound : t.storage.boundToOther(bound.volume.metadata?.name ?? '') });
  }
}

function claimBlame(given: Given, data: Mounted): Blame {
  const claim = given.manifests.find('PersistentVolumeClaim', data.claim ?? '');
  const [volume] = given.manifests.all('PersistentVolume');
  const unclassed = claim?.get('spec.storageClassName') === undefined;
  return { on: claim ?? volume ?? 'PersistentVolumeClaim/mysql-pv-claim', field: 'spec.storageClassName', hint: unclassed ? t.hints.claimWithoutClass : t.hints.claimNotBound };
}

/** Throws LessonFailure when the data is deleted with its claim, or the claim with its pod. */
export async function requireRetained(given: Given, { manifest }: Database, data: Mounted): Promise<void> {
  for (const when of ['whenScaled', 'whenDeleted']) {
    const field = `spec.persistentVolumeClaimRetentionPolicy.${when}`;
    if (data.volume.startsWith('spec.volumeClaimTemplates')) given.expectField(manifest, field, t.hints.retainClaim).to.be.oneOf([undefined, 'Retain']);
  }
  const bound = await boundData(given, data);
  if (bound === undefined) return;
  const own = await ownVolume(given, data);
  const claim: Blame['on'] = given.manifests.find('PersistentVolumeClaim', bound.claim) ?? manifest;
  const blame: Blame = own === undefined ? { on: claim, field: fieldOfClaim(claim, data), hint: t.hints.retainClass } : { on: own, field: 'spec.persistentVolumeReclaimPolicy', hint: t.hints.retain };
  given.expect(bound.volume.spec?.persistentVolumeReclaimPolicy, { ...blame, what: t.storage.reclaimPolicy }).to.equal('Retain');
}

function fieldOfClaim(claim: Blame['on'], { volume }: Mounted): string {
  return typeof claim !== 'string' && claim.kind === 'StatefulSet' ? `${volume}.spec.storageClassName` : 'spec.storageClassName';
}

/** Throws LessonFailure when the data is in a folder of a node, and nothing keeps the next pod on that node. */
export async function requirePinned(given: Given, database: Database, data: Mounted): Promise<void> {
  const volume = (await boundData(given, data))?.volume.spec;
  const own = await ownVolume(given, data);
  const isFolder = data.hostPath !== undefined || volume?.hostPath !== undefined || volume?.local !== undefined;
  // As it is written: the lesson itself may have kept it on its node.
  const affinity = own === undefined ? volume?.nodeAffinity : own.get<NodeAffinity>('spec.nodeAffinity');
  const terms = affinity?.required?.nodeSelectorTerms;
  if (!isFolder || terms?.some((term) => choosesNodes(term)) === true || podIsPinned(database)) return;
  given.fail({ ...unpinned(given, database, data), hint: t.hints.pinned, expected: terms === undefined ? t.storage.pinned : t.storage.nodeTerm, observed: terms === undefined ? t.storage.anyNode : t.storage.emptyTerm });
}

function choosesNodes(term: NodeSelectorTerm | null): boolean {
  return [term?.matchExpressions, term?.matchFields].some((asked) => (asked?.length ?? 0) > 0);
}

function podIsPinned({ manifest }: Database): boolean {
  const pod = podSpecOf(manifest);
  return [`${pod}.nodeSelector`, `${pod}.nodeName`, `${pod}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`].some((field) => manifest.get(field) !== undefined);
}

/** The volume of the lesson's folder that the data's claim is bound to. */
async function ownVolume(given: Given, { claim }: Mounted): Promise<Manifest | undefined> {
  for (const own of given.manifests.all('PersistentVolume')) {
    if (claim !== undefined && (await given.volume(own.name).now())?.spec?.claimRef?.name === claim) return own;
  }
  return undefined;
}

/**
 * Keeps a folder of a node from being looked for on another one, where nothing in the manifests does: what becomes of the data
 * on the same node is one question, whether the next pod finds that node another.
 */
export async function staysOnItsNode(given: Given, database: Database, pod: Pod): Promise<void> {
  const data = await dataMounted(given, database);
  const own = data === undefined ? undefined : await ownVolume(given, data);
  if (own?.get('spec.hostPath') === undefined || own.get('spec.nodeAffinity') !== undefined) return;
  const term = { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [pod.node] }] };
  await given.apply(own.with('spec.nodeAffinity', { required: { nodeSelectorTerms: [term] } }));
}
