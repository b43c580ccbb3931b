import { KubeConfig } from '@kubernetes/client-node';
import type { Tcp } from '../access/tcp.ts';
import { ClusterClient } from '../client/cluster-client.ts';
import type { KubeObject } from '../client/objects.ts';
import { kindNamed } from '../client/kinds.ts';
import { RestClient } from '../client/rest.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { asText, type Text } from '../text/language.ts';
import { apiSource } from '../wait/api-source.ts';
import type { Scope } from './scope.ts';
import type { WaitOptions } from './watcher.ts';
import { kindAndName } from '../values/kind-and-name.ts';

/** Which objects of another server are waited for, and until when. */
export interface OtherWait<O extends KubeObject, R> extends WaitOptions {
  object: ObjectName;
  /** Absent for kinds of the whole cluster. */
  namespace?: string;
  /** The state in words. */
  state: Text;
  /** Looks at the object after each change; undefined: not yet. */
  seen: (object: O | undefined) => R | undefined;
  describe: (object: O | undefined) => Text;
}

/** An API server beside that of the cluster, with certificates of the same authority. */
export class OtherServer {
  readonly client: ClusterClient;
  readonly #scope: Scope;

  /** @param address where it is reached from here; its certificate must hold for that */
  constructor(scope: Scope, address: Pick<Tcp, 'host' | 'port'>) {
    this.#scope = scope;
    this.client = new ClusterClient(new RestClient(configAt(scope.session.client.rest.config, address)));
  }

  /** Waits for a state of one object. Throws LessonFailure. */
  async until<O extends KubeObject, R>(wait: OtherWait<O, R>): Promise<R> {
    const { kind, name } = kindAndName(wait.object);
    const { apiVersion = 'v1' } = kindNamed(kind) ?? {};
    return await this.#scope.watcher.until({
      object: wait.object,
      state: asText(wait.state),
      sources: { objects: apiSource<O>(this.client, apiVersion, kind, { name, ...(wait.namespace === undefined ? {} : { namespace: wait.namespace }) }) },
      reached: ({ objects }) => wait.seen(objects[0]),
      describe: ({ objects }) => asText(wait.describe(objects[0])),
      options: wait,
    });
  }
}

/** The same user and authority, at another address. */
function configAt(config: KubeConfig, { host, port }: Pick<Tcp, 'host' | 'port'>): KubeConfig {
  const [cluster, user] = [config.getCurrentCluster(), config.getCurrentUser()];
  if (cluster === null || user === null) throw new Error('the kubeconfig names no cluster or no user');
  const copy = new KubeConfig();
  copy.loadFromClusterAndUser({ ...cluster, server: `https://${host}:${port}` }, user);
  return copy;
}
