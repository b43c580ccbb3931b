import { expect } from 'chai';

import { lackingFeature } from '../../harness/cluster/features.ts';
import { FakeApi, refuse } from '../client/fake-api.ts';
import type { Answer } from '../client/fake-api.ts';

const apiServers = 'GET /api/v1/namespaces/kube-system/pods';
const server = (...args: string[]): object => ({ spec: { containers: [{ command: ['kube-apiserver', ...args] }] } });
const servers = (...items: object[]): Answer => () => ({ items });
const forbidden: Answer = (_request, response) => {
  refuse(response, 403, { reason: 'Forbidden', message: 'pods is forbidden' });
  return undefined;
};

describe('what a cluster lacks', () => {
  let api: FakeApi;
  afterEach(async () => { await api.close(); });

  const lacks = async (feature: Parameters<typeof lackingFeature>[1], answers: Record<string, Answer>): Promise<string | undefined> => {
    api = await FakeApi.serve(answers);
    return (await lackingFeature(api.client, feature))?.en;
  };

  it('is no audit log when every kube-apiserver has a policy and a place for it', async () => {
    const audited = server('--audit-policy-file=/etc/audit.yaml', '--audit-log-path=/var/log/audit.log');
    expect(await lacks('audit', { [apiServers]: servers(audited) })).to.equal(undefined);
    expect(api.seen[0]?.url.searchParams.get('labelSelector')).to.equal('component=kube-apiserver');
    await api.close();
    expect(await lacks('audit', { [apiServers]: servers(server('--audit-policy-file=/a', '--audit-webhook-config-file=/b')) })).to.equal(undefined);
  });

  it('is an audit log when one of them has none, or a policy alone', async () => {
    const audited = server('--audit-policy-file=/a', '--audit-log-path=/b');
    expect(await lacks('audit', { [apiServers]: servers(audited, server()) })).to.contain('keeps no audit log');
    await api.close();
    expect(await lacks('audit', { [apiServers]: servers(server('--audit-policy-file=/a')) })).to.contain('--audit-log-path');
  });

  it('is encryption when no kube-apiserver is told how, or none is visible', async () => {
    expect(await lacks('encryption-at-rest', { [apiServers]: servers(server('--encryption-provider-config=/e')) })).to.equal(undefined);
    await api.close();
    expect(await lacks('encryption-at-rest', { [apiServers]: servers(server('--encryption-provider-config-automatic-reload=true')) })).to.contain('does not encrypt');
    await api.close();
    expect(await lacks('encryption-at-rest', { [apiServers]: servers() })).to.contain('no pod of the kube-apiserver is visible');
  });

  it('is what may not be asked, with the reason', async () => {
    expect(await lacks('audit', { [apiServers]: forbidden })).to.match(/`audit` could not be asked: .*403 Forbidden pods is forbidden/);
  });

  const configz = (size: string): Answer => () => ({ kubeletconfig: { containerLogMaxSize: size } });
  const nodes = { 'GET /api/v1/nodes': servers({ metadata: { name: 'a' } }, { metadata: { name: 'b' } }) };

  it('is sooner rotation of logs unless every kubelet has another size than the default', async () => {
    expect(await lacks('log-rotation', { ...nodes, 'GET /api/v1/nodes/a/proxy/configz': configz('100Ki'), 'GET /api/v1/nodes/b/proxy/configz': configz('1Mi') })).to.equal(undefined);
    await api.close();
    expect(await lacks('log-rotation', { ...nodes, 'GET /api/v1/nodes/a/proxy/configz': configz('100Ki'), 'GET /api/v1/nodes/b/proxy/configz': configz('10Mi') })).to.contain('default size of 10Mi');
  });

  it('is sooner rotation also when a kubelet cannot be asked', async () => {
    expect(await lacks('log-rotation', { ...nodes, 'GET /api/v1/nodes/a/proxy/configz': forbidden, 'GET /api/v1/nodes/b/proxy/configz': configz('1Mi') })).to.contain('could not be asked');
  });

  it('is a registry that is not made known', async () => {
    const address = 'GET /api/v1/namespaces/kube-public/configmaps/local-registry-hosting';
    expect(await lacks('registry', { [address]: () => ({ data: { 'localRegistryHosting.v1': 'host: localhost:5000' } }) })).to.equal(undefined);
    await api.close();
    expect(await lacks('registry', {})).to.contain('names no local registry');
  });
});
