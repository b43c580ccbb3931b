import { join } from 'node:path';
import pLimit from 'p-limit';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { KubeObject } from '../client/objects.ts';
import { loadLesson } from '../manifests/load.ts';
import { writePrivateFile } from '../process/write-file.ts';
import { learnSecrets } from '../secrets/known-secrets.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { learnerAccount, learnerLabel, learnerNames, learnersAtOnce } from './learner.ts';
import { learnerKubeconfig } from './learner-kubeconfig.ts';
import { applyVolume, learnersVolumes } from './learner-volumes.ts';
import { learnerNamespace, objectsInNamespace, type PodSecurity } from './learner-objects.ts';

const t = texts.workshop.learners;

export interface MakeLearners {
  prefix: string;
  count: number;
  /** Absolute: where the kubeconfigs are written. */
  out: string;
  /** Hours for which their tokens are asked for. */
  hours: number;
  podSecurity: PodSecurity;
  /** Address of the API server, as learners reach it. */
  server?: string;
  folders: { ours: string };
  /** Lessons whose PersistentVolumes each learner gets. */
  volumesOf: readonly string[];
  signal: AbortSignal;
}

export interface MadeLearner {
  name: string;
  /** Its namespace was there already. */
  wasThere: boolean;
  kubeconfig: string;
  /** RFC 3339; the server may give less than was asked for. */
  validUntil: string;
}

/**
 * Makes a namespace, an account with its role, a quota and a kubeconfig for each learner. What is there already is brought to the
 * same state, and its kubeconfig gets a new token.
 *
 * @throws EnvironmentError, before anything is made, where a namespace of that name is somebody else's or is going
 */
export async function makeLearners(client: ClusterClient, options: MakeLearners): Promise<MadeLearner[]> {
  const names = learnerNames(options.prefix, options.count);
  const there = await namespacesNamed(client, names, options.signal);
  for (const name of names) requireOwn(there.get(name), name);
  const atOnce = pLimit(learnersAtOnce);
  return await Promise.all(names.map((name) => atOnce(async () => {
    options.signal.throwIfAborted();
    const namespace = await client.apply(learnerNamespace(name, options.podSecurity));
    for (const object of objectsInNamespace(name, options.folders)) await client.apply(object);
    for (const lesson of options.volumesOf) {
      const { volumes } = learnersVolumes(loadLesson(options.folders.ours, lesson), name, namespace.metadata?.uid ?? '');
      for (const volume of volumes) await applyVolume(client, volume, options.signal);
    }
    const { token, expirationTimestamp } = await newToken(client, name, options);
    const kubeconfig = join(options.out, `${name}.kubeconfig`);
    const text = learnerKubeconfig(client.rest.config, name, token, options.server);
    learnSecrets(text);
    writePrivateFile(kubeconfig, text);
    return { name, wasThere: there.has(name), kubeconfig, validUntil: expirationTimestamp };
  })));
}

async function namespacesNamed(client: ClusterClient, names: readonly string[], signal: AbortSignal): Promise<Map<string, KubeObject>> {
  const { items } = await client.list('v1', 'Namespace', {}, { signal });
  return new Map(items.flatMap((object) => (names.includes(object.metadata?.name ?? '') ? [[object.metadata?.name ?? '', object] as const] : [])));
}

function requireOwn(namespace: KubeObject | undefined, name: string): void {
  if (namespace === undefined) return;
  if (namespace.metadata?.labels?.[learnerLabel] === undefined) throw new EnvironmentError('--prefix', t.notOurs(name, learnerLabel), t.notOursHint);
  if (namespace.metadata.deletionTimestamp !== undefined) throw new EnvironmentError('--make', t.going(name), t.goingHint(name));
}

async function newToken(client: ClusterClient, name: string, { hours, signal }: MakeLearners): Promise<{ token: string; expirationTimestamp: string }> {
  const path = await client.objectPath({ apiVersion: 'v1', kind: 'ServiceAccount', namespace: name, name: learnerAccount });
  const { status } = await client.rest.json<{ status: { token: string; expirationTimestamp: string } }>('POST', `${path}/token`, {
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: hours * 3600 } }, signal,
  });
  return status;
}
