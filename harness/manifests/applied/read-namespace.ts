import { ApiError } from '../../client/api-error.ts';
import type { ClusterClient } from '../../client/cluster-client.ts';
import { kinds, type Kind } from '../../client/kinds.ts';
import type { Claim, KubeObject, Volume } from '../../client/objects.ts';
import { defined } from '../../values/defined.ts';
import { isMap } from '../../values/field-path.ts';
import { kindAndName } from '../../values/kind-and-name.ts';

/** What lies in a namespace now, and what of the whole cluster belongs to it. */
export interface ReadNamespace {
  /** As the server shows them, with their kind. */
  objects: KubeObject[];
  /** Kinds that who asks may not see. */
  unseen: string[];
}

/** Records of what happens, and what controllers keep for themselves: nobody writes them, and they change by themselves. */
const passing = ['Event', 'Lease', 'EndpointSlice', 'ControllerRevision'];

/** Kinds of a namespace that are looked at. */
export const seenKinds: readonly Kind[] = kinds.filter(({ namespaced, kind }) => namespaced && !passing.includes(kind));

/** Kinds of the whole cluster by which is explained what keeps a pod from running, or a route from leading somewhere. */
const explaining = kinds.filter(({ kind }) => ['PersistentVolume', 'StorageClass', 'IngressClass'].includes(kind));

/** Which kinds who asks may not see: that is no error, but is to be told. */
export class Sight {
  readonly #unseen = new Set<string>();
  #isKnown = false;

  get unseen(): string[] {
    return [...this.#unseen];
  }

  lose(kind: string): void {
    this.#unseen.add(kind);
  }

  /** Finds out what may be seen, the first time alone: rights rarely change while somebody watches. */
  async once(look: () => Promise<void>): Promise<void> {
    if (this.#isKnown) return;
    await look();
    this.#isKnown = true;
  }

  /** What somebody reads, or nothing where it may not be seen. */
  async seeing(kind: string, read: () => Promise<KubeObject[]>): Promise<KubeObject[]> {
    if (this.#isKnown && this.#unseen.has(kind)) return [];
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 403) throw error;
      this.lose(kind);
      return [];
    }
  }
}

/**
 * Reads the objects of a namespace, and of the whole cluster the volumes that its claims are bound to and those that carry one of
 * the given names (`Kind/name`). What may not be seen is named rather than an error.
 */
export async function readNamespace(client: ClusterClient, namespace: string, names: readonly string[], signal?: AbortSignal): Promise<ReadNamespace> {
  const sight = new Sight();
  const options = defined({ signal });
  const inside = (await Promise.all(seenKinds.map(async ({ apiVersion, kind }) =>
    await sight.seeing(kind, async () => (await client.list(apiVersion, kind, { namespace }, options)).items.map((object) => ({ apiVersion, kind, ...object })))))).flat();
  const outside = await readOutside(client, { namespace, names, inside, sight, ...options });
  return { objects: [...inside, ...outside], unseen: sight.unseen };
}

/** Reads what of the whole cluster belongs to a namespace in which these objects are. */
export async function readOutside(client: ClusterClient, { namespace, names, inside, sight, signal }: { namespace: string; names: readonly string[]; inside: readonly KubeObject[]; sight: Sight; signal?: AbortSignal }): Promise<KubeObject[]> {
  const options = defined({ signal });
  await sight.once(async () => { await Promise.all(explaining.map(async ({ apiVersion, kind }) => await sight.seeing(kind, async () => (await client.list(apiVersion, kind, {}, options)).items))); });
  const volumes = inside.filter(isClaim).flatMap(({ spec }) => (spec?.volumeName === undefined ? [] : [`PersistentVolume/${spec.volumeName}`]));
  const wide = kinds.filter(({ namespaced, perRun }) => !namespaced && perRun === true);
  return (await Promise.all([...new Set([...volumes, ...names])].map(async (id) => {
    const { kind, name } = kindAndName(id);
    const known = wide.find((each) => each.kind === kind);
    if (known === undefined) return [];
    const { apiVersion } = known;
    return await sight.seeing(kind, async () => {
      const object = await client.read({ apiVersion, kind, name }, options);
      return object === undefined || isOthers(object, namespace) ? [] : [{ apiVersion, kind, ...object }];
    });
  }))).flat();
}

function isClaim(object: KubeObject): object is Claim {
  return object.kind === 'PersistentVolumeClaim';
}

/** Whether a volume is bound to a claim of another namespace: it is somebody else's, whatever its name. */
function isOthers(object: KubeObject, namespace: string): boolean {
  const { spec } = object as Volume;
  return isMap(spec?.claimRef) && spec.claimRef.namespace !== undefined && spec.claimRef.namespace !== namespace;
}
