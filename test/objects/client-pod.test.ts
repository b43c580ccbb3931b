import { expect } from 'chai';

import type { Effect } from '../../harness/lesson-process/effect.ts';
import { ClientPod, type ClientOptions } from '../../harness/objects/client-pod.ts';
import { FakeSocket } from '../access/fake-socket.ts';
import { FakeApi, refuse } from '../client/fake-api.ts';
import type { Answer } from '../client/fake-api.ts';
import { scopeOn } from './fake-scope.ts';

const pods = '/api/v1/namespaces/n/pods';
const [stdout, stderr, status] = [1, 2, 3];

interface MadePod {
  metadata: { name: string; labels: Record<string, string> };
  spec: Record<string, unknown> & { containers: { image: string; securityContext: unknown }[] };
}

describe('a client inside the cluster', () => {
  let api: FakeApi;
  let made: MadePod[];
  let asked: string[];
  beforeEach(() => { made = []; asked = []; });
  afterEach(async () => { await api.close(); });

  const serve = async (state: object, create?: Answer): Promise<void> => {
    api = await FakeApi.serve(
      {
        [`POST ${pods}`]: (request, response) => {
          if (create !== undefined) return create(request, response);
          made.push(JSON.parse(request.body) as MadePod);
          return {};
        },
        [`GET ${pods}`]: () => ({ metadata: { resourceVersion: '1' }, items: made.map(({ metadata }) => ({ metadata: { ...metadata, uid: metadata.name }, status: { phase: 'Pending', containerStatuses: [{ name: 'own', restartCount: 0, state }] } })) }),
        '*': ({ method, url }, response) => {
          if (method === 'DELETE') return {};
          if (!url.searchParams.has('watch')) return { metadata: { resourceVersion: '1' }, items: [] };
          response.write('\n');
          return undefined;
        },
      },
      (request, connection) => {
        asked.push(request.url ?? '');
        const socket = new FakeSocket(request, connection);
        socket.send(stderr, '  HTTP/1.1 200 OK\n');
        socket.send(stdout, 'hello');
        socket.send(status, JSON.stringify({ status: 'Success' }));
      },
    );
  };
  const client = (options: ClientOptions = {}, effect: Effect = 'visits'): ClientPod => new ClientPod(scopeOn(api, { effect }), options);
  const deleted = (): string[] => api.seen.filter(({ method }) => method === 'DELETE').map(({ url }) => url.pathname);
  const running = { running: {} };

  it('asks from a pod of its own that Pod Security `restricted` admits, and removes it', async () => {
    await serve(running);
    expect(await client({ labels: { app: 'front' }, node: 'worker' }).reach({ host: 'web', port: 80 })).to.deep.equal({ verdict: 'reached', status: 200, body: 'hello' });
    expect(asked[0]).to.contain('command=wget').and.contain(encodeURIComponent('http://web:80/'));
    const [pod] = made;
    expect(pod?.metadata.labels).to.include({ app: 'front', 'cndjp2-e2e/run': 'rfake' });
    expect(pod?.spec).to.deep.include({ restartPolicy: 'Never', automountServiceAccountToken: false, nodeName: 'worker' });
    expect(pod?.spec['readinessGates'], 'never ready: no Service may send it requests').to.have.length(1);
    expect(pod?.spec).to.nested.include({ 'securityContext.runAsNonRoot': true, 'securityContext.seccompProfile.type': 'RuntimeDefault' });
    expect(pod?.spec.containers[0]).to.deep.include({ image: 'busybox:1.37', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } });
    expect(deleted()).to.deep.equal([`${pods}/${pod?.metadata.name ?? ''}`]);
  });

  it('has the token of the service account that it is given', async () => {
    await serve(running);
    await client({ serviceAccount: 'viewer' }).reach({ host: 'web', port: 80 });
    expect(made[0]?.spec).to.include({ serviceAccountName: 'viewer', automountServiceAccountToken: true });
  });

  it('keeps one pod for several questions until the lesson is over', async () => {
    await serve(running);
    const scope = scopeOn(api, { effect: 'visits' });
    const kept = new ClientPod(scope, { keepPod: true });
    await Promise.all([kept.reach({ host: 'web', port: 80 }), kept.reach({ host: 'web', port: 81 })]);
    expect([made.length, asked.length, deleted().length]).to.deep.equal([1, 2, 0]);
    for (const each of scope.session.open) await each.close();
    expect(deleted()).to.have.length(1);
  });

  it('opens several connections by one command', async () => {
    await serve(running);
    const kept = client({ keepPod: true });
    expect(await kept.connectAll([{ host: 'web', port: 80, deadlineMs: 1_000 }])).to.have.length(1);
    expect(await kept.connectAll([])).to.deep.equal([]);
    expect(asked).to.have.length(2);
    expect(asked[0]).to.contain('command=sh');
  });

  it('starts its pod before it asks, and says where it is', async () => {
    await serve(running);
    const kept = client({ keepPod: true });
    expect(await kept.start()).to.have.keys('address', 'node');
    await kept.reach({ host: 'web', port: 80 });
    expect(made).to.have.length(1);
  });

  it('says of a pod that does not start only when it is asked', async () => {
    await serve(running, (_request, response) => { refuse(response, 403, { message: 'exceeded quota: pods=1' }); });
    const kept = client({ keepPod: true });
    expect(await kept.start()).to.equal(undefined);
    expect((await kept.lookUp('web')).verdict).to.equal('could not ask');
  });

  it('says that the pod was not admitted', async () => {
    await serve(running, (_request, response) => { refuse(response, 403, { message: 'exceeded quota: pods=1' }); });
    expect(await client().reach({ host: 'web', port: 80 })).to.deep.nested.include({ verdict: 'could not ask', 'why.en': 'the pod that asks was not admitted: exceeded quota: pods=1' });
  });

  it('says why the pod does not run, and removes it', async () => {
    await serve({ waiting: { reason: 'InvalidImageName', message: 'bad image' } });
    const verdict = await client().reach({ host: 'web', port: 80 });
    expect(verdict).to.have.property('verdict', 'could not ask');
    expect(verdict).to.have.nested.property('why.en').that.contains('InvalidImageName');
    expect(deleted()).to.have.length(1);
  });

  it('is refused to a test that only reads', async () => {
    await serve(running);
    const error: unknown = await client({}, 'reads').reach({ host: 'web', port: 80 }).catch((thrown: unknown) => thrown);
    expect(String(error)).to.contain("say effect 'visits'");
    expect(made).to.deep.equal([]);
  });
});
