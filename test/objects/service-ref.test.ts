import { expect } from 'chai';

import { ServiceRef } from '../../harness/objects/service-ref.ts';
import { FakeApi } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';
import { LiveCluster } from './live-cluster.ts';
import { container, podObject, readyPod } from './objects.ts';

const labels = { 'kubernetes.io/service-name': 'web' };
const endpoint = (name: string, address: string, ready: boolean): object => ({ addresses: [address], conditions: { ready }, targetRef: { kind: 'Pod', name, uid: `uid of ${name}` } });

describe('a Service by name', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  let web: ServiceRef;
  const put = (...endpoints: object[]): void => { cluster.put('EndpointSlice/web-1', { endpoints, ports: [{ name: 'http', port: 3000 }] }, { labels }); };
  beforeEach(async () => {
    cluster = new LiveCluster();
    api = await FakeApi.serve({ '*': cluster.answer });
    web = new ServiceRef(scopeOn(api, { effect: 'visits' }), 'web');
  });
  afterEach(async () => { await api.close(); });

  it('has the addresses of its ready endpoints when there are exactly as many', async () => {
    put(endpoint('web-1', '10.0.0.1', true), endpoint('web-2', '10.0.0.2', false));
    const both = web.endpoints(2);
    put(endpoint('web-1', '10.0.0.1', true), endpoint('web-2', '10.0.0.2', true));
    expect(await both).to.deep.equal(['10.0.0.1', '10.0.0.2']);
  });

  it('says at the deadline which are ready', async () => {
    put(endpoint('web-1', '10.0.0.1', true), endpoint('web-2', '10.0.0.2', false));
    const failure = await failureFrom(web.endpoints(4, { within: 400 }));
    expect(failure).to.include({ object: 'Service/web', expected: '4 ready endpoints within 0.4 s' });
    expect(failure.observed).to.include('1 of 2 endpoints ready (web-1)');
    expect(failure.ja.observed).to.include('エンドポイント 2 個のうち Ready 1 個(web-1)');
  });

  it('does not wait for endpoints when a pod that it selects cannot run, and does not mind the pods of others', async () => {
    const broken = podObject({ phase: 'Pending', containerStatuses: [container({ waiting: { reason: 'InvalidImageName', message: 'bad' } })] });
    cluster.put('Service/web', { spec: { selector: { app: 'web' } } });
    cluster.put('Pod/other', broken, { labels: { app: 'other' } });
    expect(await failureFrom(web.endpoints(1, { within: 400 }))).to.include({ object: 'Service/web', late: true });
    cluster.put('Pod/web-1', broken, { labels: { app: 'web' } });
    expect(await failureFrom(web.endpoints(1))).to.include({ object: 'Pod/web-1', field: 'spec.containers[app].image' });
  });

  it('does not wait for endpoints of a Service without a selector that nobody makes', async () => {
    cluster.put('Service/web', { spec: { ports: [{ port: 80 }] } });
    const failure = await failureFrom(web.endpoints(1, { within: 20_000 }));
    expect(failure).to.include({ object: 'Service/web', field: 'spec.selector' });
    expect(failure.observed).to.match(/^it has no selector, and no endpoints were made for it \(after 5(\.\d)? s\)$/);
    expect(failure.ja.observed).to.include('selector がなく、エンドポイントも作られていません');
  }).timeout(20_000);

  it('does not wait for endpoints of a Service that selects nobody', async () => {
    cluster.put('Service/web', { spec: { selector: { app: 'wbe' } } });
    cluster.put('Pod/web-1', readyPod, { labels: { app: 'web' } });
    const failure = await failureFrom(web.endpoints(1, { within: 30_000 }));
    expect(failure).to.include({ object: 'Service/web', field: 'spec.selector' });
    expect(failure.observed).to.match(/^no pod has the labels that it selects: app=wbe \(after 5(\.\d)? s\)$/);
  }).timeout(20_000);

  it('is reached through a ready pod, at the port that the Service leads to', async () => {
    put(endpoint('web-1', '10.0.0.1', true));
    cluster.put('Service/web', { spec: { ports: [{ name: 'http', port: 80 }] } });
    cluster.put('Pod/web-1', readyPod);
    const tcp = await web.tcp(80);
    expect(tcp).to.include({ host: '127.0.0.1', pod: 'web-1' });
    await tcp.close();
    const failure = await failureFrom(web.tcp(81));
    expect(failure).to.include({ object: 'Service/web', field: 'spec.ports', expected: 'port 81 that leads to a pod', observed: 'no such port' });
    expect(failure.ja).to.include({ expected: 'Pod につながるポート 81', observed: 'そのポートはありません' });
  });

  it('is reached at any port of the pod when it is headless', async () => {
    put(endpoint('web-1', '10.0.0.1', true));
    cluster.put('Service/web', { spec: { clusterIP: 'None', ports: [{ name: 'http', port: 80 }] } });
    cluster.put('Pod/web-1', readyPod);
    const tcp = await web.tcp(3000);
    expect(tcp).to.include({ pod: 'web-1' });
    await tcp.close();
  });

  it('is not reached by a test that only reads', async () => {
    const error: unknown = await new ServiceRef(scopeOn(api, { effect: 'reads' }), 'web').tcp(80).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('message').that.includes("may not connect to web: say effect 'visits'");
  });
});
