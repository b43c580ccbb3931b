import { ApiError } from '../client/api-error.ts';
import type { ClusterClient, ObjectRef } from '../client/cluster-client.ts';
import { kindNamed } from '../client/kinds.ts';
import type { KubeObject } from '../client/objects.ts';
import { inApplyOrder } from '../manifests/apply-order.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { mentions } from '../manifests/sort-objects.ts';
import { verbatim } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { applyVolume, learnersVolumes } from './learner-volumes.ts';
import { untilGone } from './until-gone.ts';

const t = texts.workshop.solve;

/** Annotation on each object that was applied as the solution of a lesson; its value is the lesson. */
export const solvedAnnotation = 'cndjp2-e2e/solved';

/** What became of a learner's namespace. */
export interface Solved {
  /** `Kind/name` of what is there now as ours. */
  applied: string[];
  /** Of these: what was there and had to be deleted first, as it cannot be changed. */
  madeAnew: string[];
  /** What belongs to the whole cluster or to other namespaces, or cannot be without that, and was left out. */
  leftOut: string[];
}

export interface SolveOptions {
  lesson: string;
  /** Ours. */
  manifests: readonly Manifest[];
  namespace: string;
  /** Whether the learner's own objects of these names may be replaced. */
  replace: boolean;
  signal: AbortSignal;
}

/**
 * Puts our manifests of a lesson into a learner's namespace, each with the mark that says so. What is there under their names and is not
 * marked is the learner's, and is replaced only if that is said.
 *
 * @throws EnvironmentError, before anything is changed, where that is not said; and for what the server refuses
 */
export async function solve(client: ClusterClient, options: SolveOptions): Promise<Solved> {
  const { lesson, namespace, manifests } = options;
  const classes = manifests.filter(({ kind }) => askedAtOnce.includes(kind));
  const here = manifests.filter((each) => belongsHere(each) && !classes.some(({ name }) => mentions(each, name)));
  const there = await Promise.all(here.map(async (each) => await client.read(refOf(each, namespace))));
  const theirs = here.filter((_, index) => there[index] !== undefined && !isMarked(there[index]));
  if (theirs.length > 0 && !options.replace) throw new EnvironmentError('--replace', t.theirs(namespace, theirs.map(({ id }) => id).join(', ')), t.theirsHint);
  const volumes = await applyVolumes(client, options);
  const madeAnew: string[] = [];
  for (const each of inApplyOrder(here)) {
    const object = marked(each.object, namespace, lesson);
    if (await put(client, object, there[here.indexOf(each)], options.signal)) madeAnew.push(each.id);
  }
  return {
    applied: [...volumes.applied, ...inApplyOrder(here).map(({ id }) => id)], madeAnew,
    leftOut: [...manifests.filter((each) => each.kind !== 'PersistentVolume' && !here.includes(each)).map(({ id }) => id), ...volumes.leftOut],
  };
}

/** Kinds of the whole cluster without whose objects the server takes no pod that names one. */
const askedAtOnce = ['PriorityClass', 'RuntimeClass'];

/** Objects without a namespace of their own, of kinds that have one. */
function belongsHere(manifest: Manifest): boolean {
  return manifest.kind !== 'Namespace' && manifest.get('metadata.namespace') === undefined && kindNamed(manifest.kind)?.namespaced !== false;
}

function isMarked(object: KubeObject | undefined): boolean {
  return object?.metadata?.annotations?.[solvedAnnotation] !== undefined;
}

function marked(object: KubeObject, namespace: string, lesson: string): KubeObject {
  return { ...object, metadata: { ...object.metadata, namespace, annotations: { ...object.metadata?.annotations, [solvedAnnotation]: lesson } } };
}

function refOf({ apiVersion, kind, name }: Manifest, namespace: string): ObjectRef {
  return { apiVersion, kind, name, namespace };
}

/** Whether what was there had to be deleted first. */
async function put(client: ClusterClient, object: KubeObject, before: KubeObject | undefined, signal: AbortSignal): Promise<boolean> {
  const ref: ObjectRef = { apiVersion: object.apiVersion ?? '', kind: object.kind ?? '', name: object.metadata?.name ?? '', namespace: object.metadata?.namespace ?? '' };
  try {
    // A claim's volume stands in the claim: what binds them must stay, and with it the data.
    if (before === undefined || ref.kind === 'PersistentVolumeClaim') await client.apply(object);
    else await client.overwrite(object, before.metadata?.resourceVersion);
    return false;
  } catch (error) {
    if (before === undefined || !(error instanceof ApiError) || error.code !== 422) throw refusedBy(error, ref);
  }
  await client.delete(ref, { signal, graceSeconds: 1 });
  await untilGone(client, ref, before.metadata?.uid, signal);
  try {
    await client.apply(object);
  } catch (error) {
    throw refusedBy(error, ref);
  }
  return true;
}

/** What the server says of an object of ours; rights that are missing are told by whoever asked. */
function refusedBy(error: unknown, { kind, name }: ObjectRef): unknown {
  if (!(error instanceof ApiError) || (error.code === 403 && / cannot \w+ resource /.test(error.status.message ?? ''))) return error;
  return new EnvironmentError(`${kind}/${name}`, verbatim(error.status.message ?? error.message), t.refusedHint, { cause: error });
}

async function applyVolumes(client: ClusterClient, { manifests, namespace, lesson, signal }: SolveOptions): Promise<{ applied: string[]; leftOut: string[] }> {
  if (!manifests.some(({ kind }) => kind === 'PersistentVolume')) return { applied: [], leftOut: [] };
  const uid = (await client.read({ apiVersion: 'v1', kind: 'Namespace', name: namespace }))?.metadata?.uid ?? '';
  const { volumes, shared } = learnersVolumes(manifests, namespace, uid);
  const applied: string[] = [];
  const leftOut = shared.map((name) => `PersistentVolume/${name}`);
  for (const volume of volumes) {
    const name = `PersistentVolume/${volume.metadata?.name ?? ''}`;
    try {
      await applyVolume(client, { ...volume, metadata: { ...volume.metadata, annotations: { [solvedAnnotation]: lesson } } }, signal);
      applied.push(name);
    } catch (error) {
      // A learner may not; the organiser has made it, or will.
      if (!(error instanceof ApiError) || error.code !== 403) throw error;
      leftOut.push(name);
    }
  }
  return { applied, leftOut };
}
