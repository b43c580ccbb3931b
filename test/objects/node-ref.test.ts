import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'chai';

import { FakeApi } from '../client/fake-api.ts';
import { DockerStandIn } from '../docker/docker-stand-in.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';
import type { Pod } from '../../harness/client/objects.ts';
import { NodeRef, unsettled } from '../../harness/objects/node-ref.ts';

const restartedAt = Date.UTC(2018, 11, 8, 10, 0, 5, 400);

const pod = (startedAt: string, ready: 'True' | 'False', phase = 'Running'): Pod =>
  ({
    metadata: { name: `${phase} ${startedAt} ${ready}` },
    status: { phase, conditions: [{ type: 'Ready', status: ready }], containerStatuses: [{ name: 'c', state: { running: { startedAt } } }] },
  }) as unknown as Pod;

describe('unsettled', () => {
  it('leaves out pods whose containers were started since and are ready; times carry whole seconds', () => {
    expect(unsettled([pod('2018-12-08T10:00:05Z', 'True'), pod('2018-12-08T10:00:09Z', 'True')], restartedAt)).to.deep.equal([]);
  });

  it('has those that are still told as they were before, or are not ready again', () => {
    const [before, waiting] = [pod('2018-12-08T09:00:00Z', 'True'), pod('2018-12-08T10:00:09Z', 'False')];
    expect(unsettled([before, waiting], restartedAt)).to.deep.equal([before, waiting]);
  });

  it('does not wait for pods that have ended', () => {
    expect(unsettled([pod('2018-12-08T09:00:00Z', 'False', 'Succeeded')], restartedAt)).to.deep.equal([]);
  });
});

describe('a node whose pods settle', () => {
  it('has those of all namespaces, and says which are not there yet', async () => {
    const settled = { ...pod('2018-12-08T10:00:09Z', 'True'), metadata: { name: 'web' } };
    let items: Pod[] = [settled, { ...pod('2018-12-08T09:00:00Z', 'True'), metadata: { name: 'db' } }];
    const api = await FakeApi.serve({ 'GET /api/v1/pods': () => ({ metadata: { resourceVersion: '1' }, items }), 'GET /api/v1/pods?watch': (_, response) => { response.write('\n'); } });
    try {
      const node = new NodeRef(scopeOn(api), 'worker');
      const failure = await failureFrom(node.settled(restartedAt, { within: 400 }));
      expect(failure).to.include({ object: 'Node/worker', expected: 'every pod on it started again and ready within 0.4 s' });
      expect(failure.observed).to.include('Pod db is Running').and.not.to.include('Pod web');
      expect(failure.ja.expected).to.include('ノード上のすべての Pod が起動し直して Ready');
      expect(api.seen[0]?.url.searchParams.get('fieldSelector')).to.equal('spec.nodeName=worker');
      items = [settled, { ...pod('2018-12-08T09:00:00Z', 'False'), metadata: { name: 'crashing', uid: 'c' } }];
      const unwell = await node.unwell();
      expect([...unwell]).to.deep.equal(['c']);
      expect(await node.settled(restartedAt, { unwell }), 'one that was not ready before').to.have.length(2);
      items = [settled];
      expect(await node.settled(restartedAt)).to.have.length(1);
    } finally {
      await api.close();
    }
  });

  it('is only restarted on a cluster of our own', async () => {
    const api = await FakeApi.serve({});
    const error: unknown = await new NodeRef(scopeOn(api, { provider: 'context' }), 'worker').restarted().catch((thrown: unknown) => thrown);
    await api.close();
    expect(error).to.have.property('message', "a node is restarted without `needs: ['own-cluster']`");
  });

  it('shows its files only on a cluster of our own', async () => {
    const api = await FakeApi.serve({});
    const error: unknown = await new NodeRef(scopeOn(api, { provider: 'context' }), 'worker').file('/etc/hostname').text().catch((thrown: unknown) => thrown);
    await api.close();
    expect(error).to.have.property('message', "a node is used to run programs without `needs: ['own-cluster']`");
  });
});

describe('a program on a node', () => {
  let docker: DockerStandIn;
  let api: FakeApi;
  beforeEach(async () => {
    // Says of which node it is asked, and with which arguments.
    docker = new DockerStandIn('if [ "$1" = ps ]; then printf "id-a\\tworker\\tworker\\trunning\\nid-b\\tresting\\tworker\\texited\\n"; else for each; do echo "[$each]"; done; exit 4; fi');
    api = await FakeApi.serve({});
  });
  afterEach(async () => {
    docker.remove();
    await api.close();
  });

  const thrown = async (promise: Promise<unknown>): Promise<string> => String(await promise.then(() => 'nothing', (error: unknown) => error));

  it('is run by its arguments, and its bad end is no error', async () => {
    const ran = await new NodeRef(scopeOn(api), 'worker').run(['ls', 'a b', '$(c)']);
    expect(ran).to.deep.equal({ stdout: '[exec]\n[id-a]\n[ls]\n[a b]\n[$(c)]\n', stderr: '', exitCode: 4 });
  });

  it('reads what it is given, and nothing where it is given nothing', async () => {
    docker.says('if [ "$1" = ps ]; then printf "id-a\\tworker\\tworker\\trunning\\n"; else echo "$*"; cat; fi');
    const node = new NodeRef(scopeOn(api), 'worker');
    expect((await node.run(['cat'], { input: 'one\ntwo' })).stdout).to.equal('exec --interactive id-a cat\none\ntwo');
    expect((await node.run(['cat'])).stdout).to.equal('exec id-a cat\n');
  });

  it('is not run on a cluster that is not ours, on a node that is not there, or on one that is stopped', async () => {
    expect(await thrown(new NodeRef(scopeOn(api, { provider: 'context' }), 'worker').run(['ls']))).to.contain("without `needs: ['own-cluster']`");
    expect(await thrown(new NodeRef(scopeOn(api), 'other').run(['ls']))).to.contain('fake has no node other');
    expect(await thrown(new NodeRef(scopeOn(api), 'resting').run(['ls']))).to.contain('the node resting is stopped');
  });
});

describe('a node that is told of a registry', () => {
  let docker: DockerStandIn;
  let api: FakeApi;
  beforeEach(async () => {
    docker = new DockerStandIn();
    api = await FakeApi.serve({});
  });
  afterEach(async () => {
    docker.remove();
    await api.close();
  });

  const log = (): string => join(docker.dir, 'log');
  /** A runtime with this configuration; each further command leaves a line with its arguments, and what it reads. */
  const runtime = (config: string): void => {
    docker.says(`if [ "$1" = ps ]; then printf "id-a\\tworker\\tworker\\trunning\\n"; exit; fi\ncase "$*" in *"config dump") echo "${config}";; *tee*) { echo "$*"; cat; } >> ${log()};; *) echo "$*" >> ${log()};; esac`);
  };
  const registry = { url: 'https://10.96.0.9:5000', certificate: 'PEM\n' };

  it('finds its address and trusts its certificate, until the lesson is over', async () => {
    runtime("config_path = '/etc/containerd/certs.d'");
    const scope = scopeOn(api);
    expect(await new NodeRef(scope, 'worker').knowsRegistry('registry.r1.test:5000', registry)).to.equal(true);
    const folder = '/etc/containerd/certs.d/registry.r1.test:5000';
    const written = readFileSync(log(), 'utf8');
    expect(written).to.contain(`mkdir -p ${folder}`).and.contain(`tee ${folder}/ca.crt\nPEM\n`);
    expect(written).to.contain(`[host."https://10.96.0.9:5000"]`).and.contain(`ca = "${folder}/ca.crt"`);
    for (const each of scope.session.open) await each.close();
    expect(readFileSync(log(), 'utf8')).to.match(/exec id-a rm -r \S+registry\.r1\.test:5000\n$/);
  });

  it('says so when its runtime does not look there', async () => {
    runtime("config_path = ''");
    expect(await new NodeRef(scopeOn(api), 'worker').knowsRegistry('registry.r1.test:5000', registry)).to.equal(false);
    expect(existsSync(log())).to.equal(false);
  });
});

describe('the address of a node', () => {
  let api: FakeApi;
  beforeEach(async () => {
    api = await FakeApi.serve({
      'GET /api/v1/nodes/worker': () => ({ status: { addresses: [{ type: 'Hostname', address: 'worker' }, { type: 'InternalIP', address: '172.18.0.3' }] } }),
      'GET /api/v1/nodes/odd': () => ({ status: { addresses: [{ type: 'Hostname', address: 'odd' }] } }),
    });
  });
  afterEach(async () => { await api.close(); });

  it('is the one inside the cluster', async () => {
    expect(await new NodeRef(scopeOn(api), 'worker').address()).to.equal('172.18.0.3');
  });

  it('fails where there is none', async () => {
    expect(await failureFrom(new NodeRef(scopeOn(api), 'odd').address())).to.include({ object: 'Node/odd', observed: 'Hostname odd' });
    expect((await failureFrom(new NodeRef(scopeOn(api), 'gone').address())).observed).to.equal('there is no such node');
  });
});
