import { expect } from 'chai';
import type { Pod } from '../../harness/client/objects.ts';
import { OtherServer } from '../../harness/objects/other-server.ts';
import { serverCertificate } from '../../harness/objects/server-certificate.ts';
import { verbatim } from '../../harness/text/language.ts';
import { FakeApi } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';
import { LiveCluster } from './live-cluster.ts';
import { podObject } from './objects.ts';

describe('an API server beside that of the cluster', () => {
  let own: FakeApi;
  let other: FakeApi;
  let cluster: LiveCluster;
  beforeEach(async () => {
    const tls = await serverCertificate('127.0.0.1');
    cluster = new LiveCluster();
    [own, other] = await Promise.all([FakeApi.serve({}, undefined, tls), FakeApi.serve({ '*': cluster.answer }, undefined, tls)]);
  });
  afterEach(async () => { await Promise.all([own.close(), other.close()]); });

  const server = (): OtherServer => new OtherServer(scopeOn(own), { host: '127.0.0.1', port: other.port });
  const bound = { object: 'Pod/web', namespace: 'n', state: verbatim('bound'), seen: (pod: Pod | undefined) => pod?.spec?.nodeName, describe: (pod: Pod | undefined) => verbatim(pod === undefined ? 'gone' : 'not bound') } as const;

  it('is asked by the same user, and the cluster is not', async () => {
    cluster.put('Pod/web', podObject({}));
    expect(await server().client.read({ apiVersion: 'v1', kind: 'Pod', name: 'web', namespace: 'n' })).to.have.nested.property('metadata.uid', 'uid of web');
    expect(other.seen[0]?.headers.authorization).to.equal('Bearer token of somebody');
    expect(own.seen).to.deep.equal([]);
  });

  it('tells when one of its objects is as it is waited for', async () => {
    cluster.put('Pod/web', podObject({}));
    const node = server().until<Pod, string>(bound);
    cluster.put('Pod/web', podObject({}, { nodeName: 'worker' }));
    expect(await node).to.equal('worker');
  });

  it('tells what was seen last where that does not come', async () => {
    cluster.put('Pod/web', podObject({}));
    const failure = await failureFrom(server().until<Pod, string>({ ...bound, within: 300, blame: { on: 'Pod/web', field: 'spec.tolerations' } }));
    expect(failure).to.include({ object: 'Pod/web', field: 'spec.tolerations', expected: 'bound within 0.3 s' });
    expect(failure.observed).to.include('not bound');
  });

  it('is not believed when its certificate is of another authority', async () => {
    const stranger = await FakeApi.serve({ '*': cluster.answer }, undefined, await serverCertificate('127.0.0.1'));
    const error: unknown = await new OtherServer(scopeOn(own), { host: '127.0.0.1', port: stranger.port }).client.list('v1', 'Pod', { namespace: 'n' }).catch((thrown: unknown) => thrown);
    expect(stranger.seen).to.deep.equal([]);
    await stranger.close();
    expect(String(error)).to.match(/self.signed|certificate/i);
  });
});
