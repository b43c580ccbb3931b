import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect } from 'chai';

import { directWeb } from '../../harness/objects/direct-web.ts';
import { ServiceRef } from '../../harness/objects/service-ref.ts';
import { FakeApi } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';

describe('an HTTP client without the Ingress', () => {
  let api: FakeApi;
  let server: Server;
  let port: number;
  beforeEach(async () => {
    api = await FakeApi.serve({});
    server = createServer((request, response) => { response.writeHead(404, { 'x-host': request.headers.host ?? '' }).end(); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    port = (server.address() as AddressInfo).port;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await api.close();
  });

  it('asks the address itself, or for the host that it is told', async () => {
    const web = directWeb(scopeOn(api, { effect: 'visits' }), 'Service/web', { host: '127.0.0.1', port }, {});
    const response = await web.get('/');
    expect([response.status, response.headers['x-host']]).to.deep.equal([404, `127.0.0.1:${port}`]);
    expect((await web.get('/', { headers: { host: 'web.example' } })).headers['x-host']).to.equal('web.example');
  });

  it('fails as one of the object when there is no response', async () => {
    server.close();
    server.closeAllConnections();
    const web = directWeb(scopeOn(api, { effect: 'visits' }), 'Service/web', { host: '127.0.0.1', port }, {});
    const failure = await failureFrom(web.get('/items?key=secret'));
    expect(failure).to.include({ object: 'Service/web', expected: 'a response to GET /items' });
    expect(failure.observed).to.contain('ECONNREFUSED');
  });

  it('is refused to a test that only reads', () => {
    expect(() => directWeb(scopeOn(api, { effect: 'reads' }), 'Service/web', { host: '127.0.0.1', port }, {})).to.throw("say effect 'visits'");
  });
});

describe('the node port of a Service', () => {
  let api: FakeApi;
  beforeEach(async () => {
    api = await FakeApi.serve({
      'GET /api/v1/namespaces/n/services/web': () => ({ spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30123 }, { port: 443 }] } }),
      'GET /api/v1/namespaces/n/services/inner': () => ({ spec: { type: 'ClusterIP', ports: [{ port: 80 }] } }),
    });
  });
  afterEach(async () => { await api.close(); });

  it('is the one that the cluster has given', async () => {
    expect(await new ServiceRef(scopeOn(api), 'web').nodePort(80)).to.equal(30123);
  });

  it('fails with the type where there is none, and with the ports where there is no such port', async () => {
    expect(await failureFrom(new ServiceRef(scopeOn(api), 'inner').nodePort(80))).to.include({ object: 'Service/inner', field: 'spec.type', observed: 'type ClusterIP, ports 80' });
    expect(await failureFrom(new ServiceRef(scopeOn(api), 'web').nodePort(81))).to.include({ field: 'spec.ports', observed: 'type NodePort, ports 80, 443' });
    expect((await failureFrom(new ServiceRef(scopeOn(api), 'gone').nodePort(80))).observed).to.equal('there is no such Service');
  });
});
