import { expect } from 'chai';
import { Given } from '../../../harness/lesson/given.ts';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import type { Failure } from '../../../harness/verdict/results.ts';
import { appBecomesReady } from '../../../specs/sample-app/becomes-ready.ts';
import { FakeSocket } from '../../access/fake-socket.ts';
import { FakeApi } from '../../client/fake-api.ts';
import { LiveCluster } from '../../objects/live-cluster.ts';
import { container, madeBy, podObject, readyPod } from '../../objects/objects.ts';
import { given, type Change } from '../checks/fixtures/lesson-05.ts';

describe('the app that becomes ready', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  /** What its `/readyz` answers: status and code. */
  let readyz: { status: number; code?: string };

  beforeEach(async () => {
    cluster = new LiveCluster();
    readyz = { status: 200 };
    api = await FakeApi.serve({ '*': cluster.answer }, (request, connection) => {
      const socket = new FakeSocket(request, connection);
      // The first two bytes of each stream are the port: 3000.
      for (const channel of [0, 1]) socket.send(channel, Buffer.from([0xb8, 0x0b]));
      socket.onData((channel) => {
        const body = JSON.stringify({ code: readyz.code });
        socket.send(channel, `HTTP/1.1 ${readyz.status} x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
      });
    });
  });
  afterEach(async () => { await api.close(); });

  /** Puts a workload and its pods into the cluster, complete or with pods in this status. */
  function put(name: string, replicas: number, status?: object): void {
    const count = status === undefined ? replicas : 0;
    cluster.put(`Deployment/${name}`, { spec: { replicas }, status: { observedGeneration: 1, replicas, updatedReplicas: replicas, readyReplicas: count, availableReplicas: count } }, { generation: 1 });
    for (let n = 1; n <= replicas; n += 1) cluster.put(`Pod/${name}-abc-${n}`, status === undefined ? readyPod : podObject(status), madeBy(name, { app: name }));
  }

  /** Waits for it; returns how it fails, undefined when it does not. */
  async function failure(id = '', change?: Change, options?: { patienceMs: number }): Promise<Failure | undefined> {
    const lesson = given(id, change, { client: api.client, namespace: 'n', ingressUrl: 'http://127.0.0.1:9' });
    try {
      await appBecomesReady(lesson, lesson.manifest('Deployment', 'koa-sample-ap'), options);
      return undefined;
    } catch (error) {
      if (error instanceof LessonFailure) return error.failure;
      throw error;
    } finally {
      for (const { session } of Given.scopesOf(lesson)) for (const each of session.open) await each.close();
    }
  }

  const runs = { phase: 'Running', containerStatuses: [container({ running: {} })] };
  const env = 'spec.template.spec.containers[app].env';

  it('is there when all of its pods are ready', async () => {
    put('koa-sample-db', 1);
    put('koa-sample-ap', 2);
    expect(await failure()).to.equal(undefined);
  });

  it('is not waited for where the database does not come, which is told of the database', async () => {
    put('koa-sample-db', 1, { phase: 'Pending', containerStatuses: [{ ...container({ waiting: { reason: 'InvalidImageName' } }), name: 'mysql' }] });
    put('koa-sample-ap', 2, runs);
    expect(await failure()).to.include({ object: 'Deployment/koa-sample-db', field: 'spec.template.spec.containers[mysql].image' });
  });

  it('fails at once where the app says of its database what time does not change, with the setting at fault', async () => {
    put('koa-sample-db', 1);
    put('koa-sample-ap', 2, runs);
    for (const [code, setting] of [['ER_ACCESS_DENIED_ERROR', 'DB_PASSWORD'], ['ER_BAD_DB_ERROR', 'DB_DATABASE'], ['ENOTFOUND', 'DB_HOST']] as const) {
      readyz = { status: 503, code };
      const startedAt = performance.now();
      expect(await failure()).to.include({ object: 'Deployment/koa-sample-ap', field: `${env}[${setting}]`, observed: `the app says ${code}` });
      expect(performance.now() - startedAt, code).to.be.below(30_000);
    }
  }).timeout(120_000);

  it('fails where it goes on saying what could have passed by itself', async () => {
    put('koa-sample-db', 1);
    put('koa-sample-ap', 2, runs);
    readyz = { status: 503, code: 'ECONNREFUSED' };
    expect(await failure('', undefined, { patienceMs: 300 })).to.include({ object: 'Deployment/koa-sample-ap', field: `${env}[DB_PORT]`, observed: 'the app says ECONNREFUSED' });
  }).timeout(60_000);

  it('fails with the NetworkPolicy that keeps it from its database, where it says that it does not reach it', async () => {
    put('koa-sample-db', 1);
    put('koa-sample-ap', 2, runs);
    cluster.put('NetworkPolicy/deny-all', {});
    const denied: Change = (manifest) => manifest.changed((object: object) => { Object.assign(object, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny-all' }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } }); });
    readyz = { status: 503, code: 'ENOTFOUND' };
    expect(await failure('PodDisruptionBudget/koa-sample-ap', denied)).to.include({ object: 'NetworkPolicy/deny-all', field: 'spec.ingress', observed: 'the app says ENOTFOUND' });
    readyz = { status: 503, code: 'ER_BAD_DB_ERROR' };
    expect(await failure('PodDisruptionBudget/koa-sample-ap', denied)).to.include({ object: 'Deployment/koa-sample-ap', field: `${env}[DB_DATABASE]` });
  }).timeout(60_000);

  it('fails with the setting that the app names before it exits', async () => {
    put('koa-sample-db', 1);
    const ended = container({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 2, lastState: { terminated: { exitCode: 1, message: 'cannot start: DB_HOST is not set' } } });
    put('koa-sample-ap', 2, { phase: 'Running', containerStatuses: [ended] });
    expect(await failure()).to.include({ object: 'Deployment/koa-sample-ap', field: `${env}[DB_HOST]` });
  });

  it('fails as its pods do where it says nothing of its settings', async () => {
    put('koa-sample-db', 1);
    put('koa-sample-ap', 2, { phase: 'Pending', containerStatuses: [container({ waiting: { reason: 'ErrImageNeverPull' } })] });
    expect(await failure()).to.include({ object: 'Deployment/koa-sample-ap', field: 'spec.template.spec.containers[app].image' });
  });
});
