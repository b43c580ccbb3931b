import { isAmongPaths } from '../values/among-paths.ts';
import { defined } from '../values/defined.ts';
import { mapsIn } from '../values/field-path.ts';
import { isSystemPriority } from '../manifests/isolation/pods.ts';
import { isForApiServer } from '../manifests/isolation/tokens.ts';
import { nearestName } from '../text/nearest-name.ts';
import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { beyondAClaim } from './claim.ts';
import { imageRepository } from './image-repository.ts';
import { fieldsOf, says, type Fields, type Offence } from './offence.ts';
import { beyondAContainer } from './security-context.ts';

const t = texts.fence;

const lists = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** Volumes that hold what the namespace itself has: objects of it, its claims, and folders of the pod's own. */
const ownVolumes = new Set(['configMap', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret']);

/** What the topic of a lesson needs and every pod of the lesson may do, whoever wrote it. */
export interface PodNeeds {
  /** Files of the node that pods may read: no container may mount them to write. */
  nodeFiles?: readonly string[];
  /** Folders of the node that pods may write to: each namespace of a run has one of its own in their place, which goes with it. */
  nodeFolders?: readonly string[];
  /** Pods may tolerate every taint: they belong on every node. */
  anyTaint?: true;
  /** Who else than the API server a pod may have a token for: to the API server such a token says nothing. */
  audiences?: readonly string[];
  /**
   * Pods may run as any ServiceAccount of their own namespace and have tokens for the API server: for lessons whose folders
   * may give rights to nobody, so that such a token only says whose it is.
   */
  tokens?: true;
}

/**
 * Which tokens isolation takes from pods in a lesson: those for the API server, `all` where it has none for anybody else either. There who
 * asks for a wrong one is told. Undefined where pods may have them.
 */
export function tokensTaken({ tokens, audiences = [] }: PodNeeds): true | 'all' | undefined {
  if (tokens === true) return undefined;
  return audiences.length === 0 ? 'all' : true;
}

/** What is known of a pod's folder and place. */
export interface KnownOfPod {
  /** Images that lessons use, without tags. */
  images: readonly string[];
  /** ServiceAccounts of the folder itself. */
  accounts: ReadonlySet<string>;
  /** Whether isolation knows the pod: it takes its tokens for the API server then, where the lesson gives none. */
  isIsolated: boolean;
  /** Whether isolation also takes a priority of the cluster's own. */
  withoutSystemPriority: boolean;
}

/** What a pod's spec, wherever it stands in an object, does beyond its own namespace. */
export function beyondAPod(pod: Fields, path: string, { images, accounts, isIsolated, withoutSystemPriority }: KnownOfPod, needs: PodNeeds = {}): Offence[] {
  return [...ofHost(pod, path), ...ofNodes(pod, path, isIsolated && withoutSystemPriority, needs), ...ofAccounts(pod, path, accounts, needs), ...ofVolumes(pod, path, isIsolated, needs), ...beyondAContainer(fieldsOf(pod['securityContext']), `${path}.securityContext`),
    ...lists.flatMap((list) => mapsIn(pod[list]).flatMap((container, n) => ofContainer(container, `${path}.${list}[${n}]`, images)))];
}

function ofHost(pod: Fields, path: string): Offence[] {
  return ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => says(pod[field])).map((field) => ({ field: `${path}.${field}`, allowance: 'host', observed: t.host(`${field}: true`) }));
}

function ofNodes(pod: Fields, path: string, losesPriority: boolean, { anyTaint }: PodNeeds): Offence[] {
  const offences: Offence[] = [];
  if (says(pod['resourceClaims'])) offences.push({ field: `${path}.resourceClaims`, allowance: 'devices', observed: t.devices('resourceClaims') });
  if (says(pod['nodeName'])) offences.push({ field: `${path}.nodeName`, allowance: 'nodes', observed: t.nodeName(show(pod['nodeName'])) });
  mapsIn(pod['tolerations']).forEach(({ key, operator }, n) => {
    if (!says(key) && operator === 'Exists' && anyTaint !== true) offences.push({ field: `${path}.tolerations[${n}]`, allowance: 'nodes', observed: t.toleratesAll });
  });
  const { priorityClassName } = pod;
  if (!losesPriority && isSystemPriority(priorityClassName)) offences.push({ field: `${path}.priorityClassName`, allowance: 'nodes', observed: t.systemPriority(show(priorityClassName)) });
  return offences;
}

function ofAccounts(pod: Fields, path: string, accounts: ReadonlySet<string>, { tokens }: PodNeeds): Offence[] {
  if (tokens === true) return [];
  const offences: Offence[] = [];
  for (const field of ['serviceAccountName', 'serviceAccount']) {
    if (says(pod[field]) && pod[field] !== 'default' && !accounts.has(String(pod[field]))) offences.push({ field: `${path}.${field}`, allowance: 'accounts', observed: t.account(show(pod[field])) });
  }
  return offences;
}

function ofVolumes(pod: Fields, path: string, isIsolated: boolean, needs: PodNeeds): Offence[] {
  const { nodeFiles = [], nodeFolders = [] } = needs;
  return mapsIn(pod['volumes']).flatMap((volume, n) => {
    const at = `${path}.volumes[${n}]`;
    const offences: Offence[] = Object.keys(volume).filter((key) => key !== 'name' && !ownVolumes.has(key) && volume[key] !== null).flatMap((source): Offence[] => {
      if (source !== 'hostPath') return [{ field: `${at}.${source}`, allowance: 'storage', observed: t.storage(source) }];
      const file = fieldsOf(volume['hostPath'])['path'];
      if (isAmongPaths(file, nodeFolders)) return [];
      if (!nodeFiles.includes(String(file)) && !isSeenByFiles(pod, volume['name'], String(file), nodeFiles)) return [{ field: `${at}.hostPath`, allowance: 'host-path', observed: t.folderOfNode(show(file)), ...defined({ meant: nearestPath(String(file), [...nodeFolders, ...nodeFiles]) }) }];
      return writableMounts(pod, path, volume['name']).map((field) => ({ field, allowance: 'host-path', observed: t.writable(show(file)) }));
    });
    offences.push(...beyondAClaim(fieldsOf(fieldsOf(volume['ephemeral'])['volumeClaimTemplate']), `${at}.ephemeral.volumeClaimTemplate.`));
    mapsIn(fieldsOf(volume['projected'])['sources']).forEach((source, m) => {
      for (const key of ['serviceAccountToken', 'clusterTrustBundle', 'podCertificate']) {
        if (!(key in source)) continue;
        const field = `${at}.projected.sources[${m}].${key}`;
        if (key === 'serviceAccountToken') offences.push(...ofAudience(fieldsOf(source[key])['audience'], field, isIsolated, needs));
        else offences.push({ field, allowance: 'accounts', observed: t.projected(key) });
      }
    });
    return offences;
  });
}

/** A token for somebody for whom the lesson has none; told with the one that was probably meant. */
function ofAudience(audience: unknown, field: string, isIsolated: boolean, needs: PodNeeds): Offence[] {
  const { audiences = [], tokens } = needs;
  if (audiences.includes(String(audience)) || ((isIsolated || tokens === true) && isForApiServer(audience)) || (isIsolated && tokensTaken(needs) === 'all')) return [];
  if (!says(audience)) return [{ field, allowance: 'accounts', observed: t.projected('serviceAccountToken') }];
  const near = nearestName(String(audience), audiences);
  return [{ field: `${field}.audience`, allowance: 'accounts', observed: near === undefined ? t.audience(show(audience)) : t.nearAudience(show(audience), near) }];
}

/** Where a volume is mounted so that it could be written to. */
function writableMounts(pod: Fields, path: string, volume: unknown): string[] {
  return mountsOf(pod, volume).flatMap(({ mount, at }) => (mount['readOnly'] === true ? [] : [`${path}.${at}`]));
}

/** Whether containers see of a folder of the node nothing but some of its files: by a subPath in each mount. */
function isSeenByFiles(pod: Fields, volume: unknown, folder: string, files: readonly string[]): boolean {
  const mounts = mountsOf(pod, volume);
  return mounts.length > 0 && mounts.every(({ mount: { subPath, subPathExpr } }) => subPathExpr === undefined && typeof subPath === 'string' && files.includes(`${folder}/${subPath}`));
}

/** All mounts of a volume, each with its place in the pod. */
function mountsOf(pod: Fields, volume: unknown): { mount: Fields; at: string }[] {
  return lists.flatMap((list) => mapsIn(pod[list]).flatMap((container, n) => mapsIn(container['volumeMounts']).flatMap((mount, m) => (
    mount['name'] === volume ? [{ mount, at: `${list}[${n}].volumeMounts[${m}]` }] : []))));
}

function ofContainer(container: Fields, path: string, images: readonly string[]): Offence[] {
  const offences = beyondAContainer(fieldsOf(container['securityContext']), `${path}.securityContext`);
  const { claims } = fieldsOf(container['resources']);
  if (says(claims)) offences.push({ field: `${path}.resources.claims`, allowance: 'devices', observed: t.devices('resources.claims') });
  mapsIn(container['ports']).forEach((port, n) => {
    if (says(port['hostPort'])) offences.push({ field: `${path}.ports[${n}].hostPort`, allowance: 'host', observed: t.host(`hostPort: ${show(port['hostPort'])}`) });
  });
  if (says(container['volumeDevices'])) offences.push({ field: `${path}.volumeDevices`, allowance: 'devices', observed: t.devices('volumeDevices') });
  for (const kind of ['limits', 'requests']) {
    for (const name of Object.keys(fieldsOf(fieldsOf(container['resources'])[kind]))) {
      // `cpu`, `memory`, `ephemeral-storage` and `hugepages-2Mi` are the node's own; `vendor.example/device` is a plugin's.
      if (name.includes('/')) offences.push({ field: `${path}.resources.${kind}['${name}']`, allowance: 'devices', observed: t.devices(name) });
    }
  }
  const { image } = container;
  if (typeof image === 'string' && image !== '' && !images.includes(imageRepository(image))) offences.push({ field: `${path}.image`, allowance: 'images', observed: t.image(image), ...defined({ meant: meantImage(imageRepository(image), images) }) });
  return [...offences, ...ofRequests(container, path)];
}

/** The image that is probably meant: one of nearly that name, or of the same name in another registry. */
function meantImage(repository: string, images: readonly string[]): string | undefined {
  const last = (name: string): string => name.split('/').at(-1) ?? '';
  return nearestName(repository, images) ?? images.find((each) => last(each) === last(repository));
}

/** Requests that kubelet sends for a container go to the pod; another host is asked with the node's own address. */
function ofRequests(container: Fields, path: string): Offence[] {
  const lifecycle = fieldsOf(container['lifecycle']);
  const asked: [string, unknown][] = [
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((name): [string, unknown] => [name, container[name]]),
    ...['postStart', 'preStop'].map((name): [string, unknown] => [`lifecycle.${name}`, lifecycle[name]]),
  ];
  return asked.flatMap(([name, action]) => ['httpGet', 'tcpSocket'].flatMap((kind): Offence[] => {
    const { host } = fieldsOf(fieldsOf(action)[kind]);
    // Of the node itself a probe learns nothing but that it fails: a common mistake, which the lesson explains.
    if (!says(host) || ['127.0.0.1', 'localhost', '::1', '0.0.0.0'].includes(String(host))) return [];
    return [{ field: `${path}.${name}.${kind}.host`, allowance: 'network', observed: t.otherHost(show(host)) }];
  }));
}

/** The one of several paths that has most folders of its beginning in common with another one. */
function nearestPath(path: string, known: readonly string[]): string | undefined {
  const folders = path.split('/');
  const common = (other: string): number => {
    const different = other.split('/').findIndex((folder, n) => folders[n] !== folder);
    return different < 0 ? folders.length : different;
  };
  return known.toSorted((a, b) => common(b) - common(a))[0];
}
