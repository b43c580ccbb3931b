import { X509Certificate } from 'node:crypto';
import { isAllowed, whoAsks, type Right } from '../client/access-review.ts';
import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { SubjectCredentials } from '../client/subject-config.ts';
import type { KubeObject } from '../client/objects.ts';
import type { Method } from '../client/rest.ts';
import { kindNamed } from '../client/kinds.ts';
import { attempt, type Attempt } from '../access/attempt.ts';
import { exec, type ExecResult } from '../access/exec.ts';
import { askKubelet, type KubeletResponse } from '../access/kubelet.ts';
import { applyManifest } from '../manifests/apply.ts';
import type { Manifest, ObjectName } from '../manifests/manifest.ts';
import { isolate } from '../manifests/isolation/isolate.ts';
import { ownLabels } from '../manifests/own-labels.ts';
import { nameOnCluster } from '../manifests/isolation/names.ts';
import type { Scope } from '../objects/scope.ts';
import { kindAndName } from '../values/kind-and-name.ts';

/** A response as it came, whatever its status. */
export interface RawResponse {
  status: number;
  /** JSON where it is some, else text. */
  body: unknown;
}

/** Somebody else who asks the same API server, in the same namespace. Refusals are ApiErrors: see `given.refused`. */
export class Subject {
  readonly client: ClusterClient;
  readonly #scope: Scope;
  readonly #credentials: SubjectCredentials;

  /** @param client that asks in the name of these credentials; made of them when absent */
  constructor(scope: Scope, credentials: SubjectCredentials, client: ClusterClient = scope.session.client.as(credentials)) {
    this.#scope = scope;
    this.#credentials = credentials;
    this.client = client;
    // What a test may do does not depend on in whose name it does it.
    this.client.guard = (write) => { scope.session.client.guard?.(write); };
  }

  /** Applies a manifest, isolated as the lesson's own are. */
  async apply(manifest: Manifest): Promise<void> {
    await applyManifest(this.client, manifest, this.#scope.isolation, this.#scope.session.context.runId);
  }

  /** Makes an object, isolated as the lesson's own are; `apply` would also ask for the right to patch. */
  async create(manifest: Manifest): Promise<void> {
    const object = isolate(manifest.object, this.#scope.isolation);
    object.metadata = { ...object.metadata, labels: { ...object.metadata?.labels, ...ownLabels(this.#scope.session.context.runId) } };
    await this.client.create(object);
  }

  /** Merge patch of an object of the namespace. */
  async patch(object: ObjectName, patch: unknown, subresource?: string): Promise<void> {
    await this.client.patch(this.#refOf(object), patch, subresource);
  }

  /** One object; undefined when there is none. */
  async read<T = KubeObject>(object: ObjectName, options: { namespace?: string } = {}): Promise<T | undefined> {
    return await this.client.read<T>({ ...this.#refOf(object), ...options });
  }

  /** The objects of a kind in the namespace, or in another one. */
  async list<T = KubeObject>(kind: string, options: { namespace?: string } = {}): Promise<T[]> {
    const { apiVersion = 'v1' } = kindNamed(kind) ?? {};
    return (await this.client.list<T>(apiVersion, kind, { namespace: options.namespace ?? this.#scope.namespace })).items;
  }

  /** Asks for deletion. */
  async delete(object: ObjectName): Promise<void> {
    await this.client.delete(this.#refOf(object));
  }

  /** Runs a command in a container. */
  async exec(pod: string, container: string, command: string[]): Promise<ExecResult> {
    return await exec(this.client, { namespace: this.#scope.namespace, pod, container }, command, { signal: this.#scope.session.running.signal });
  }

  /** Any request to the API server, and its response whatever its status; the body of a PATCH is a merge patch. */
  async raw(method: Method, path: string, body?: unknown): Promise<RawResponse> {
    try {
      const text = await this.client.rest.text(method, path, { ...(body === undefined ? {} : { body }), ...(method === 'PATCH' ? { contentType: 'application/merge-patch+json' } : {}), signal: this.#scope.session.running.signal });
      return { status: 200, body: parsed(text) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { status: error.code, body: error.status };
    }
  }

  /** A request to a kubelet's own port 10250. Only subjects with a token, and nobody, can ask there. */
  async kubelet(node: string, path: string): Promise<KubeletResponse> {
    const found = await this.#scope.session.client.read<{ status?: { addresses?: { type: string; address: string }[] } }>({ apiVersion: 'v1', kind: 'Node', name: node });
    const address = found?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
    if (address === undefined) throw new Error(`Node/${node} has no InternalIP`);
    const host = address.includes(':') ? `[${address}]` : address;
    const token = this.#credentials.kind === 'token' ? this.#credentials.token : undefined;
    return await askKubelet(`https://${host}:10250${path}`, token, this.#scope.session.running.signal);
  }

  /** Who the API server says this is: SelfSubjectReview. */
  async whoAmI(): Promise<{ username: string; groups: string[] }> {
    return await whoAsks(this.client);
  }

  /** Milliseconds since the epoch at which its certificate ends; undefined for who has none. */
  get certificateEnds(): number | undefined {
    return this.#credentials.kind === 'certificate' ? Date.parse(new X509Certificate(this.#credentials.certificate).validTo) : undefined;
  }

  /** Whether the API server would allow it, in the lesson's own namespace where none is named; empty: in the whole cluster. */
  async may({ namespace = this.#scope.namespace, ...right }: Right): Promise<boolean> {
    return await isAllowed(this.client, { ...right, ...(namespace === '' ? {} : { namespace }) });
  }

  /** Sends the request that a right is about, as a dry run where it would change something; where `may` looks, unless another namespace is said. */
  async attempt({ namespace = this.#scope.namespace, ...right }: Right, body?: unknown): Promise<Attempt> {
    return await attempt(this.client, { ...right, ...(namespace === '' ? {} : { namespace }) }, body, this.#scope.session.running.signal);
  }

  /** In the name of somebody else, with the credentials of this one; who may not do that is refused at each request. */
  posingAs(user: string, groups: readonly string[] = []): Subject {
    return new Subject(this.#scope, this.#credentials, this.client.as({ kind: 'impersonated', user, groups }));
  }

  #refOf(object: ObjectName): { apiVersion: string; kind: string; name: string; namespace: string } {
    const { kind, name } = kindAndName(object);
    const { apiVersion = 'v1' } = kindNamed(kind) ?? {};
    return { apiVersion, kind, name: nameOnCluster(kind, name, this.#scope.isolation), namespace: this.#scope.namespace };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
