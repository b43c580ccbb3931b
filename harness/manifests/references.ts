import { kindNamed } from '../client/kinds.ts';
import type { Pod } from '../client/objects.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { Failures } from '../verdict/failures.ts';
import type { Failure } from '../verdict/results.ts';
import { isMap, mapsIn } from '../values/field-path.ts';
import type { Manifest } from './manifest.ts';
import type { Manifests } from './manifests.ts';
import { nearestName } from '../text/nearest-name.ts';

const t = texts.manifests;

type PodSpec = NonNullable<Pod['spec']>;

/** A field by which an object names another one of its namespace, or a key in it. A pod cannot start before that is there. */
interface Reference {
  kind: 'Secret' | 'ConfigMap' | 'PersistentVolumeClaim';
  name: string | undefined;
  /** Path of the name. */
  field: string;
  key?: { name: string; field: string };
  /** What it is for, where that has a name. */
  wanted?: Text;
}

/** The cluster puts it into every namespace. */
const givenConfigMap = 'kube-root-ca.crt';

/**
 * Reads whether every Secret, ConfigMap and claim that the pods of these objects ask for is among them, with its key: a
 * namespace of our own has no others, and the API server takes pods that will wait for them for ever. What they name, and the Role
 * that a RoleBinding names, must not say that it is in another namespace than they.
 *
 * @param judged the objects whose references are read; all when absent
 * @param known what is wrong already: a reference that only follows from it is not told beside it
 * @throws LessonFailure about all fields that lead nowhere
 */
export function requireReferences(manifests: Manifests, judged: readonly Manifest[] = manifests.all(), known: readonly Failure[] = []): void {
  const failures = new Failures();
  const follows = (failure: Failure, to: Reference): boolean => known.some(({ object, file, line }) => object.endsWith(`/${to.name ?? ''}`) || (object === failure.object && file === failure.file && Math.abs((line ?? -9) - (failure.line ?? 0)) <= 2));
  for (const manifest of judged) {
    const role = manifest.get('roleRef.kind') === 'Role' ? manifests.find('Role', manifest.get<string>('roleRef.name') ?? '') : undefined;
    const away = manifest.kind === 'RoleBinding' && role !== undefined ? elsewhere(manifest, role, 'roleRef.name') : undefined;
    if (away !== undefined) failures.add(away);
    for (const reference of referencesOf(manifest)) {
      const failure = missing(manifests, manifest, reference);
      if (failure !== undefined && !follows(failure.failure, reference)) failures.add(failure);
    }
  }
  failures.throwIfAny();
}

/**
 * What these objects name that is not there while one of nearly that name is, which nobody else names. Roles, accounts and Secrets of
 * registries may be the cluster's, so that a name alone says nothing.
 */
export function misspeltReferences(manifests: Manifests, judged: readonly Manifest[]): LessonFailure[] {
  return judged.flatMap((manifest) => [...mentionsOf(manifest)].flatMap((mention) => mistyped(manifests, manifest, mention) ?? []));
}

/**
 * The Secrets, ConfigMaps, claims, accounts and classes of a folder that some objects ask for, each once: what copies of these need
 * in another namespace. A class has another name in each.
 */
export function referredBy(objects: readonly Manifest[], manifests: Manifests): Manifest[] {
  const accounts = objects.map((object) => ({ kind: 'ServiceAccount', name: object.get<string>(`${kindNamed(object.kind)?.podSpec ?? ''}.serviceAccountName`) }));
  const classes = objects.map((object) => (object.kind === 'PersistentVolumeClaim'
    ? { kind: 'StorageClass', name: object.get<string>('spec.storageClassName') }
    : { kind: 'PriorityClass', name: object.get<string>(`${kindNamed(object.kind)?.podSpec ?? ''}.priorityClassName`) }));
  return [...new Set([...classes, ...accounts, ...objects.flatMap(referencesOf)].flatMap(({ kind, name = '' }) => manifests.find(kind, name) ?? []))];
}

function referencesOf(manifest: Manifest): Reference[] {
  const path = kindNamed(manifest.kind)?.podSpec;
  const pod = path === undefined ? undefined : manifest.get<PodSpec>(path);
  return path === undefined || !isMap(pod) ? [] : [...environmentOf(pod, path), ...volumesOf(pod, path), ...filesOf(pod, path)];
}

/** A field by which an object names one that the cluster may have as well, or that it can do without. */
interface Mention {
  kind: 'Role' | 'ClusterRole' | 'ServiceAccount' | 'Secret';
  name: string;
  /** Path of the name. */
  field: string;
}

function* mentionsOf(manifest: Manifest): Iterable<Mention> {
  const [kind, name] = ['roleRef.kind', 'roleRef.name'].map((field) => manifest.get(field));
  if ((kind === 'Role' || kind === 'ClusterRole') && typeof name === 'string') yield { kind, name, field: 'roleRef.name' };
  const path = kindNamed(manifest.kind)?.podSpec;
  const account = path === undefined ? undefined : manifest.get(`${path}.serviceAccountName`);
  if (typeof account === 'string') yield { kind: 'ServiceAccount', name: account, field: `${path ?? ''}.serviceAccountName` };
  const pulls = manifest.kind === 'ServiceAccount' ? 'imagePullSecrets' : path === undefined ? undefined : `${path}.imagePullSecrets`;
  for (const [n, secret] of mapsIn(pulls === undefined ? undefined : manifest.get(pulls)).entries()) {
    if (typeof secret['name'] === 'string') yield { kind: 'Secret', name: secret['name'], field: `${pulls ?? ''}[${n}].name` };
  }
}

function mistyped(manifests: Manifests, by: Manifest, { kind, name, field }: Mention): LessonFailure | undefined {
  const there = manifests.all(kind).map((each) => each.name);
  if (there.includes(name) || isOfCluster(kind, name)) return undefined;
  const named = new Set(manifests.all().flatMap((each) => [...mentionsOf(each)]).filter((each) => each.kind === kind).map((each) => each.name));
  const near = nearestName(name, there.filter((each) => !named.has(each)));
  return near === undefined ? undefined : leadsNowhere(by, field, t.reference(kind, list(there)), name, [near], t.hints.didYouMean(near));
}

/** Every cluster has these roles, and every namespace that account (Kubernetes documentation, "Using RBAC Authorization" and "Service Accounts"). */
function isOfCluster(kind: Mention['kind'], name: string): boolean {
  return kind === 'ClusterRole' ? ['cluster-admin', 'admin', 'edit', 'view'].includes(name) || name.startsWith('system:') : kind === 'ServiceAccount' && name === 'default';
}

/** What is missing where a reference leads; undefined when nothing is. */
function missing(manifests: Manifests, by: Manifest, { kind, name, field, key, wanted }: Reference): LessonFailure | undefined {
  if (kind === 'ConfigMap' && name === givenConfigMap) return undefined;
  const purpose = (what: Text): Text => (wanted === undefined ? what : t.purpose(wanted, what));
  const there = manifests.all(kind).map((each) => each.name);
  const target = manifests.literally(kind, name ?? '');
  if (target === undefined) return leadsNowhere(by, field, purpose(t.reference(kind, list(there))), name, there, t.hints.missingObject(kind, name ?? '', by.lesson, { takenOver: manifests.takenOver(), mayBeOptional: mayBeOptional.test(field) }));
  const away = elsewhere(by, target, field);
  if (away !== undefined || key === undefined) return away;
  const keys = Object.keys({ ...target.get<object>('data'), ...target.get<object>('stringData'), ...target.get<object>('binaryData') });
  if (keys.includes(key.name)) return undefined;
  return leadsNowhere(by, key.field, purpose(t.key(target.id, kind === 'Secret' ? t.secretData : 'data', list(keys))), key.name, keys, t.hints.missingKey(target.id, key.name));
}

/** What an object names says that it is in another namespace than the object itself; undefined when one of them says nothing. */
function elsewhere(by: Manifest, target: Manifest, field: string): LessonFailure | undefined {
  const [own, its] = [by, target].map((each) => each.get('metadata.namespace'));
  if (typeof own !== 'string' || typeof its !== 'string' || own === its) return undefined;
  return new LessonFailure({
    expected: t.inTheSame(target.id, own), observed: t.isIn(target.id, its), object: by.id, field: by.path(field), ...by.at(field), elapsedMs: 0,
    hint: t.hints.sameNamespace, evidence: [],
  });
}

/** References that may lead nowhere where they say `optional: true`. */
const mayBeOptional = /\.(?:configMap|secret|configMapKeyRef|secretKeyRef|configMapRef|secretRef)(?:\.|$)/;

function leadsNowhere(by: Manifest, field: string, expected: Text, written: string | undefined, known: readonly string[], hint: Text): LessonFailure {
  const near = written === undefined ? undefined : nearestName(written, known);
  return new LessonFailure({
    expected,
    observed: written === undefined || written === '' ? t.none : verbatim(`"${written}"`),
    object: by.id,
    field: by.path(field),
    ...by.at(field),
    elapsedMs: 0,
    hint: near === undefined ? hint : t.hints.didYouMean(near),
    evidence: [],
  });
}

function* environmentOf(pod: PodSpec, path: string): Iterable<Reference> {
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [n, container] of each(pod[list]).entries()) {
      for (const [m, { name: variable, valueFrom }] of each(container.env).entries()) {
        const field = `${path}.${list}[${n}].env[${m}].valueFrom`;
        const wanted = verbatim(variable);
        yield* keyIn('Secret', valueFrom?.secretKeyRef, `${field}.secretKeyRef`, wanted);
        yield* keyIn('ConfigMap', valueFrom?.configMapKeyRef, `${field}.configMapKeyRef`, wanted);
      }
      for (const [m, { secretRef, configMapRef }] of each(container.envFrom).entries()) {
        const field = `${path}.${list}[${n}].envFrom[${m}]`;
        yield* whole('Secret', secretRef, `${field}.secretRef`);
        yield* whole('ConfigMap', configMapRef, `${field}.configMapRef`);
      }
    }
  }
}

function* volumesOf(pod: PodSpec, path: string): Iterable<Reference> {
  for (const [n, { name, secret, configMap, persistentVolumeClaim: claim, projected }] of each(pod.volumes).entries()) {
    const field = `${path}.volumes[${n}]`;
    const wanted = t.volume(name);
    if (isMap(secret) && secret.optional !== true) yield { kind: 'Secret', name: secret.secretName, field: `${field}.secret.secretName`, wanted };
    yield* whole('ConfigMap', configMap, `${field}.configMap`, wanted);
    if (isMap(claim)) yield { kind: 'PersistentVolumeClaim', name: claim.claimName, field: `${field}.persistentVolumeClaim.claimName`, wanted };
    for (const [m, source] of each(projected?.sources).entries()) {
      yield* whole('Secret', source.secret, `${field}.projected.sources[${m}].secret`, wanted);
      yield* whole('ConfigMap', source.configMap, `${field}.projected.sources[${m}].configMap`, wanted);
    }
  }
}

/** Files of a ConfigMap or Secret that are mounted by themselves: one that is not there is made a folder, without a word. */
function* filesOf(pod: PodSpec, path: string): Iterable<Reference> {
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [n, container] of each(pod[list]).entries()) {
      for (const [m, { name: volume, subPath }] of each(container.volumeMounts).entries()) {
        const { configMap, secret } = each(pod.volumes).find(({ name }) => name === volume) ?? {};
        const source = configMap ?? secret;
        if (subPath === undefined || subPath === '' || !isMap(source) || source.optional === true || source.items !== undefined) continue;
        const [kind, name] = configMap === undefined ? ['Secret' as const, secret?.secretName] : ['ConfigMap' as const, configMap.name];
        const field = `${path}.${list}[${n}].volumeMounts[${m}].subPath`;
        yield { kind, name, field, key: { name: subPath, field }, wanted: t.volume(volume) };
      }
    }
  }
}

function* keyIn(kind: 'Secret' | 'ConfigMap', ref: { name?: string; key: string; optional?: boolean } | undefined, field: string, wanted: Text): Iterable<Reference> {
  if (!isMap(ref) || ref.optional === true) return;
  yield { kind, name: ref.name, field: `${field}.name`, key: { name: ref.key, field: `${field}.key` }, wanted };
}

function* whole(kind: 'Secret' | 'ConfigMap', ref: { name?: string; optional?: boolean } | undefined, field: string, wanted?: Text): Iterable<Reference> {
  if (!isMap(ref) || ref.optional === true) return;
  yield { kind, name: ref.name, field: `${field}.name`, ...(wanted === undefined ? {} : { wanted }) };
}

/** The items of a list, as they should be: the API server says what is wrong with all else. */
function each<Item>(written: readonly Item[] | undefined): Item[] {
  return mapsIn(written) as Item[];
}

function list(names: readonly string[]): Text {
  return names.length === 0 ? t.thereIsNone : verbatim(names.join(', '));
}
