import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ingressOnPage, runCurl } from '../../harness/handout/curl.ts';

describe('a request of a handout', () => {
  let server: Server;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'curl-'));
    server = createServer((request, response) => { response.setHeader('set-cookie', 'a=b').end(`${request.headers.host ?? ''} ${request.headers.cookie ?? 'none'}\n`); });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  });
  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('goes to the ingress of this cluster, and what it keeps stays for the next', async () => {
    const { port } = server.address() as AddressInfo;
    const ask = async (options: string): ReturnType<typeof runCurl> => await runCurl(`curl -s ${options} -H 'Host: api.k8s' ${ingressOnPage}/healthz`, { ingressUrl: `http://127.0.0.1:${port}`, folder }, new AbortController().signal);
    expect(await ask('-c cookies.txt')).to.deep.equal({ out: ['api.k8s none'], err: [], exitCode: 0 });
    expect((await ask('-b cookies.txt')).out, 'a cookie of that host').to.deep.equal(['api.k8s a=b']);
    server.close();
    server.closeAllConnections();
    expect(await ask('-S')).to.include({ exitCode: 7 });
  });
});
