import { isMap } from '../../../harness/values/field-path.ts';
import { parseSources } from '../../../harness/manifests/source.ts';
import { fileBytes } from '../../../harness/mutants/equivalence/file-text.ts';
import type { Fields, WrittenFolder } from '../../../harness/mutants/equivalence/written-folder.ts';
import { parseQuantity } from '../../../harness/wait/quantity.ts';

/**
 * What a folder says to the cluster, as it is written on the disk: its objects in one of the many ways to say the same. Two
 * folders that mean the same have equal meanings. Written apart from the operators, so that a mistake of one is not made here too.
 */
export function meaningOf(folder: WrittenFolder): unknown[] {
  const objects = folder.files.flatMap((file) => parseSources(decode(fileBytes(file)), file.name).map((source) => JSON.parse(JSON.stringify(source.value())) as Fields)).filter((object) => !isMade(object));
  for (const object of objects) resolveExport(object);
  const configs = new Map(objects.filter(({ kind }) => kind === 'Secret' || kind === 'ConfigMap').map((each) => [`${String(each['kind'])}/${nameOf(each)}`, bytesOf(each)]));
  const ports = new Map(objects.filter(({ kind }) => kind === 'Service').map((service) => [nameOf(service), list(map(service['spec'])['ports'])]));
  const pods = objects.flatMap((object) => podsOf(object));
  for (const { spec } of pods) for (const fields of [spec, ...list(spec['containers']), ...list(spec['initContainers'])]) drop(fields, Object.keys(fields).filter((key) => saysNothing(fields[key])));
  for (const service of objects.filter(({ kind }) => kind === 'Service')) resolveTargets(service, pods);
  for (const ingress of objects.filter(({ kind }) => kind === 'Ingress')) resolveBackends(ingress, ports);
  for (const port of [...ports.values()].flat()) delete port['name'];
  for (const { spec } of pods) resolvePod(spec, configs);
  for (const object of objects) resolveObject(object);
  // A pod says all of them that it reads.
  return objects.filter(({ kind }) => kind !== 'Secret' && kind !== 'ConfigMap').map((object) => plain(object)).sort(inOrder);
}

/** As kubectl reads a file. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes);
}

const map = (value: unknown): Fields => (isMap(value) ? value : {});
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isMap) : []);
const texts = (value: unknown): string[] | undefined => (Array.isArray(value) ? value.map(String) : undefined);
const nameOf = (object: Fields): string => String(map(object['metadata'])['name']);
const inOrder = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
const base64 = (values: unknown): Record<string, string> => Object.fromEntries(Object.entries(map(values)).map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')]));

function bytesOf({ kind, data, stringData, binaryData }: Fields): Record<string, string> {
  return (kind === 'Secret' ? { ...map(data), ...base64(stringData) } : { ...base64(data), ...map(binaryData) }) as Record<string, string>;
}

interface AnyPod {
  spec: Fields;
  labels: Fields;
}

function podsOf({ kind, metadata, spec }: Fields): AnyPod[] {
  if (kind === 'Pod') return [{ spec: map(spec), labels: map(map(metadata)['labels']) }];
  const template = map(spec)['template'];
  return isMap(template) ? [{ spec: map(template['spec']), labels: map(map(template['metadata'])['labels']) }] : [];
}

/** Whether somebody else makes it: a controller, or the cluster. */
function isMade(object: Fields): boolean {
  return list(map(object['metadata'])['ownerReferences']).length > 0 || ['kube-root-ca.crt', 'default', 'kubernetes'].includes(nameOf(object));
}

/** Takes away what the cluster has written into an object, where it has. */
function resolveExport(object: Fields): void {
  const metadata = map(object['metadata']);
  if (metadata['resourceVersion'] === undefined) return;
  const annotations = map(metadata['annotations']);
  const isBound = annotations['pv.kubernetes.io/bound-by-controller'] === 'yes';
  drop(metadata, ['uid', 'resourceVersion', 'generation', 'managedFields', 'creationTimestamp', 'finalizers', ...(metadata['namespace'] === 'default' ? ['namespace'] : [])]);
  drop(annotations, Object.keys(annotations).filter((key) => /^(kubectl|deployment|pv)\.kubernetes\.io\//.test(key)));
  const spec = map(object['spec']);
  if (object['kind'] === 'Service') drop(spec, [...(spec['clusterIP'] === 'None' ? [] : ['clusterIP']), 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']);
  if (isBound) drop(spec, ['volumeName', 'claimRef']);
  if (object['kind'] !== 'Pod') return;
  drop(spec, ['nodeName', 'serviceAccount', ...(spec['serviceAccountName'] === 'default' ? ['serviceAccountName'] : []), 'preemptionPolicy', 'priority']);
  spec['tolerations'] = list(spec['tolerations']).filter(({ key }) => !String(key).startsWith('node.kubernetes.io/'));
  if (list(spec['tolerations']).length === 0) delete spec['tolerations'];
  const isToken = ({ name }: Fields): boolean => String(name).startsWith('kube-api-access-');
  spec['volumes'] = list(spec['volumes']).filter((each) => !isToken(each));
  for (const container of [...list(spec['containers']), ...list(spec['initContainers'])]) container['volumeMounts'] = list(container['volumeMounts']).filter((each) => !isToken(each));
}

/** Of a pod and of a container, what is null or empty is not there. */
function saysNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0);
}

function drop(fields: Fields, keys: readonly string[]): void {
  for (const key of keys) Reflect.deleteProperty(fields, key);
}

/** What a Service leads to is the set of numbers that its pods understand. */
function resolveTargets(service: Fields, pods: readonly AnyPod[]): void {
  const { selector, ports } = map(service['spec']);
  const selected = pods.filter(({ labels }) => Object.entries(map(selector)).every(([key, value]) => labels[key] === value));
  for (const port of list(ports)) {
    const target = port['targetPort'] ?? port['port'];
    port['targetPort'] = typeof target === 'number' ? [target] : [...new Set(selected.map(({ spec }) => list(spec['containers']).flatMap((each) => list(each['ports'])).find(({ name }) => name === target)?.['containerPort']))];
    port['protocol'] ??= 'TCP';
  }
}

function resolveBackends(ingress: Fields, ports: ReadonlyMap<string, Fields[]>): void {
  for (const path of list(map(ingress['spec'])['rules']).flatMap((rule) => list(map(rule['http'])['paths']))) {
    const service = map(map(path['backend'])['service']);
    const { name, number } = map(service['port']);
    service['port'] = number ?? ports.get(String(service['name']))?.find((port) => port['name'] === name)?.['port'];
  }
}

const startedBy: Readonly<Record<string, string[]>> = { mysql: ['docker-entrypoint.sh'] };
const startedIfNothing: Readonly<Record<string, string[]>> = { mysql: ['mysqld'], busybox: ['sh'] };

/** Containers by all that they do; what does nothing is left out. */
function resolvePod(pod: Fields, configs: ReadonlyMap<string, Record<string, string>>): void {
  const sources = new Map(list(pod['volumes']).map((volume) => [volume['name'], volume]));
  const names = ['containers', 'initContainers'].flatMap((kind) => list(pod[kind])).map(({ name }) => name);
  // What a container is called says nothing, but a reference that leads to none does.
  for (const reference of list(pod['volumes']).flatMap((volume) => list(map(volume['downwardAPI'])['items'])).map((item) => map(item['resourceFieldRef']))) if (names.includes(reference['containerName'])) reference['containerName'] = 'a container of the pod';
  const natives = list(pod['initContainers']).filter((each) => each['restartPolicy'] === 'Always').map((each) => ({ ...each, restartPolicy: undefined }));
  const inits = list(pod['initContainers']).filter((each) => each['restartPolicy'] !== 'Always');
  const idle = (container: Fields): boolean => /^(idle-|say-hello)/.test(String(container['name']));
  const resolved = (containers: readonly Fields[]): unknown[] => containers.filter((each) => !idle(each)).map((each) => resolveContainer(each, sources, configs));
  pod['containers'] = resolved([...list(pod['containers']), ...natives]).sort((a, b) => inOrder(plain(a), plain(b)));
  pod['initContainers'] = resolved(inits);
  delete pod['volumes'];
  const labels = Object.entries(map(pod['nodeSelector'])).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  if (labels.length > 0) pod['affinity'] = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: labels }] } } };
  delete pod['nodeSelector'];
}

function resolveContainer(container: Fields, sources: ReadonlyMap<unknown, Fields>, configs: ReadonlyMap<string, Record<string, string>>): unknown {
  const { command, args, env, envFrom, volumeMounts, resources, ...rest } = container;
  delete rest['name'];
  const image = String(container['image']).replace(/:.*/, '');
  const ports = list(rest['ports']);
  for (const key of ['startupProbe', 'readinessProbe', 'livenessProbe']) if (isMap(rest[key])) rest[key] = resolveProbe(rest[key], ports);
  for (const port of ports) delete port['name'];
  return {
    ...rest,
    started: [...(texts(command) ?? startedBy[image] ?? []), ...(texts(args) ?? (command === undefined ? startedIfNothing[image] : undefined) ?? [])],
    variables: variablesOf(list(env), list(envFrom), configs),
    folders: list(volumeMounts).map((mount) => mountedBy(mount, sources.get(mount['name']) ?? {}, configs)).reduce<Fields>((all, one) => ({ ...all, ...one }), {}),
    // As generous as ever: how much is allowed is another matter.
    resources: { requests: map(resources)['requests'] },
  };
}

function variablesOf(env: readonly Fields[], envFrom: readonly Fields[], configs: ReadonlyMap<string, Record<string, string>>): Fields {
  const found: Record<string, string> = {};
  for (const { configMapRef, secretRef } of envFrom) Object.assign(found, configs.get(`ConfigMap/${String(map(configMapRef)['name'])}`), configs.get(`Secret/${String(map(secretRef)['name'])}`));
  for (const { name, value, valueFrom } of env) {
    const { secretKeyRef, configMapKeyRef } = map(valueFrom);
    const reference = map(secretKeyRef ?? configMapKeyRef);
    const bytes = configs.get(`${secretKeyRef === undefined ? 'ConfigMap' : 'Secret'}/${String(reference['name'])}`)?.[String(reference['key'])];
    const known = (_whole: string, other: string): string => Buffer.from(found[other] ?? '', 'base64').toString();
    found[String(name)] = valueFrom === undefined ? Buffer.from(String(value).replaceAll(/\$\((\w+)\)/g, known)).toString('base64') : (bytes ?? `of ${String(reference['name'])} ${String(reference['key'])}`);
  }
  return Object.fromEntries(Object.entries(found).filter(([name]) => !name.startsWith('MY_')));
}

/** What a mount shows, by the paths of folders and, where it is a ConfigMap, of files. */
function mountedBy(mount: Fields, volume: Fields, configs: ReadonlyMap<string, Record<string, string>>): Fields {
  const path = String(mount['mountPath']).replace(/\/$/, '');
  const [projected] = list(map(volume['projected'])['sources']);
  const config = projected?.['configMap'] ?? volume['configMap'];
  if (!isMap(config)) return { [path]: { readOnly: mount['readOnly'] === true, subPath: mount['subPath'], source: { ...volume, name: undefined } } };
  const bytes = configs.get(`ConfigMap/${String(config['name'])}`) ?? {};
  const files: Fields = config['items'] === undefined ? bytes : Object.fromEntries(list(config['items']).map(({ key, path: file }) => [String(file), bytes[String(key)]]));
  const { subPath } = mount;
  if (typeof subPath === 'string') return { [path]: files[subPath] };
  return Object.fromEntries(Object.entries(files).map(([file, content]) => [`${path}/${file}`, content]));
}

function resolveProbe(probe: Fields, ports: readonly Fields[]): Fields {
  const { exec, tcpSocket, httpGet, ...times } = probe;
  const number = (port: unknown): unknown => ports.find(({ name }) => name === port)?.['containerPort'] ?? port;
  const words = texts(map(exec)['command']) ?? [];
  const port = /\/dev\/tcp\/127\.0\.0\.1\/(\d+)/.exec(words.join(' '))?.[1];
  const asked = port !== undefined ? { open: Number(port) }
    : tcpSocket !== undefined ? { open: number(map(tcpSocket)['port']) }
      : httpGet !== undefined ? { get: { path: '/', scheme: 'HTTP', ...map(httpGet), port: number(map(httpGet)['port']), httpHeaders: list(map(httpGet)['httpHeaders']).filter(({ name }) => name !== 'X-Asked-By') } }
        : { run: words[1] === '-c' ? (words[2] ?? '').replace(/^exec /, '').split(' ') : words };
  return { initialDelaySeconds: 0, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3, ...times, ...asked };
}

/** What is true of objects of a kind. */
function resolveObject(object: Fields): void {
  const spec = map(object['spec']);
  const labels = map(map(spec['selector'])['matchLabels']);
  const expressions = [...list(map(spec['selector'])['matchExpressions']), ...Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] }))];
  if (object['kind'] !== 'Service' && expressions.length > 0) spec['selector'] = { matchExpressions: expressions };
  const strategy = map(spec['strategy']);
  if (object['kind'] !== 'Deployment' || strategy['type'] === 'Recreate') return;
  const pods = (value: unknown, round: (number: number) => number): unknown => (typeof value === 'string' ? round((Number.parseInt(value, 10) * Number(spec['replicas'] ?? 1)) / 100) : value);
  const { maxSurge = '25%', maxUnavailable = '25%' } = map(strategy['rollingUpdate']);
  spec['strategy'] = { maxSurge: pods(maxSurge, Math.ceil), maxUnavailable: pods(maxUnavailable, Math.floor) };
}

const sets = ['volumes', 'ports', 'accessModes', 'matchExpressions', 'verbs', 'resources', 'resourceNames', 'apiGroups', 'apiVersions', 'operations', 'validationActions', 'policyTypes', 'subjects', 'rules', 'from', 'to', 'ingress', 'egress', 'values', 'tolerations', 'topologySpreadConstraints', 'add', 'drop'];
const quantities = ['cpu', 'memory', 'storage', 'sizeLimit'];
const notes = /^(learner\.example\/|app\.kubernetes\.io\/part-of$|kubernetes\.io\/description$)/;
const byDefault: Readonly<Record<string, readonly unknown[]>> = {
  imagePullPolicy: ['IfNotPresent'], terminationMessagePath: ['/dev/termination-log'], terminationMessagePolicy: ['File'], stdin: [false], tty: [false], protocol: ['TCP'], restartPolicy: ['Always'],
  dnsPolicy: ['ClusterFirst'], terminationGracePeriodSeconds: [30], schedulerName: ['default-scheduler'], enableServiceLinks: [true], defaultMode: [420], replicas: [1], revisionHistoryLimit: [10],
  progressDeadlineSeconds: [600], minReadySeconds: [0], paused: [false], sessionAffinity: ['None'], internalTrafficPolicy: ['Cluster'], publishNotReadyAddresses: [false], type: ['ClusterIP', 'Opaque'],
  persistentVolumeReclaimPolicy: ['Retain'], volumeMode: ['Filesystem'],
};

/** A selector whose labels are written as expressions. */
function byExpressions({ matchLabels, ...rest }: Fields): Fields {
  const labels = Object.entries(map(matchLabels)).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  return labels.length === 0 ? rest : { ...rest, matchExpressions: [...list(rest['matchExpressions']), ...labels] };
}

/** Keys in alphabetical order, sets too; without what says nothing. */
function plain(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => plain(item));
    return sets.includes(key) ? items.sort(inOrder) : items;
  }
  if (quantities.includes(key)) return parseQuantity(String(value));
  if (key === 'path' && typeof value === 'string' && value.length > 1) return value.replace(/\/$/, '');
  if (!isMap(value)) return value;
  if (isMap(value['matchLabels'])) return plain(byExpressions(value), key);
  const entries = Object.entries(value).filter(([name, inner]) => inner !== null && inner !== undefined && name !== 'status' && !notes.test(name) && byDefault[name]?.includes(inner) !== true);
  const kept = entries.map(([name, inner]) => [name, plain(inner, name)] as const).filter(([name, inner]) => !(['labels', 'annotations', 'metadata', 'securityContext'].includes(name) && isMap(inner) && Object.keys(inner).length === 0));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}
