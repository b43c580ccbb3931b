import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterClient } from '../../harness/client/cluster-client.ts';
import type { KubeObject } from '../../harness/client/objects.ts';
import type { RunContext } from '../../harness/lesson-process/run-context.ts';
import { FakeApi } from '../client/fake-api.ts';
import { WatchedObjects } from '../client/watched-objects.ts';

export const lesson = { name: '03-applied', specFile: join(import.meta.dirname, 'fixtures/again-spec.ts') };

/** A second one, about a ConfigMap. */
export const otherLesson = { name: '04-other', specFile: join(import.meta.dirname, 'fixtures/again-other-spec.ts') };

/** The pod that the lesson is about. */
export function counter(ready: boolean): KubeObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'counter', uid: 'p' }, spec: { containers: [] }, status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] } } as KubeObject;
}

/** A namespace on a fake API server, in which the lesson is judged by its looks. */
export class JudgeTrial {
  readonly objects: WatchedObjects;
  readonly #dir = mkdtempSync(join(tmpdir(), 'judge-'));
  readonly #api: FakeApi;
  readonly context: RunContext & Required<Pick<RunContext, 'verify'>>;

  private constructor(api: FakeApi, objects: WatchedObjects) {
    this.#api = api;
    this.objects = objects;
    const kubeconfig = join(this.#dir, 'kubeconfig');
    writeFileSync(kubeconfig, JSON.stringify({ clusters: [{ name: 'fake', cluster: { server: api.client.rest.server, 'insecure-skip-tls-verify': true } }], users: [{ name: 'u', user: {} }], contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'u' } }] }));
    writeFileSync(join(this.#dir, '03-applied.contract.yaml'), 'objects: [{ object: Pod/counter, for: { en: the counter, ja: カウンター } }]\n');
    writeFileSync(join(this.#dir, '04-other.contract.yaml'), 'objects: [{ object: ConfigMap/settings, for: { en: the settings, ja: 設定 } }]\n');
    const dir = this.#dir;
    this.context = {
      runId: 'rtrial', lesson: lesson.name, cluster: { provider: 'context', name: 'fake', kubeconfig, context: 'fake', kubernetes: 'v1.37.2' },
      verify: { namespace: 'me', most: 'reads', unseen: ['PersistentVolume', 'StorageClass'], again: true }, manifests: { dir, ours: dir, contracts: dir, applied: { namespace: 'me', objects: [counter(true)] } },
      allowed: [], images: [], reportDir: join(dir, 'report'), language: 'en', keep: false, level: 'promise',
    };
  }

  static async begin(): Promise<JudgeTrial> {
    const objects = new WatchedObjects('me');
    return new JudgeTrial(await FakeApi.serve({ '*': objects.answer }), objects);
  }

  get client(): ClusterClient {
    return this.#api.client;
  }

  async end(): Promise<void> {
    await this.#api.close();
    rmSync(this.#dir, { recursive: true });
  }
}
