import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { awaitStatus } from '../../harness/cluster/await-status.ts';

describe('awaitStatus', () => {
  let server: Server;
  let answers: number[];
  let hosts: (string | undefined)[];
  let url: string;
  beforeEach(async () => {
    answers = [];
    hosts = [];
    server = createServer((request, response) => {
      hosts.push(request.headers.host);
      response.writeHead(answers.shift() ?? 503).end();
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(() => { server.close(); });
  const ask = (status: number, signal = new AbortController().signal) => awaitStatus({ url, status, host: 'api.k8s', withinMs: 300, everyMs: 10, signal });

  it('asks until the answer has the status, by the host that was said', async () => {
    answers = [503, 502, 200];
    expect(await ask(200)).to.equal(undefined);
    expect(hosts).to.deep.equal(['api.k8s', 'api.k8s', 'api.k8s']);
  });

  it('says what it saw last when the time is over', async () => {
    expect(await ask(200)).to.deep.equal({ en: 'status 503', ja: 'ステータス 503' });
    server.close();
    await new Promise((resolve) => { server.once('close', resolve); });
    expect((await ask(200))?.en).to.match(/ECONNREFUSED/);
  });

  it('ends with the reason of the signal', async () => {
    const reason = new Error('interrupted');
    const thrown: unknown = await ask(200, AbortSignal.abort(reason)).catch((error: unknown) => error);
    expect(thrown).to.equal(reason);
  });
});
