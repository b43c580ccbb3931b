import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { boardOptions } from '../../harness/board/board-options.ts';
import { runBoard } from '../../harness/board/run-board.ts';
import { checkout } from '../../harness/process/checkout.ts';
import { serveCluster } from '../cli/on-fake-cluster.ts';

describe('the board', function () {
  this.timeout(60_000);

  it('ends where it cannot listen, and leaves no watch behind that would keep it running', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'board-'));
    const api = await serveCluster(({ body }) => JSON.parse(body) as unknown);
    const taken = createServer();
    await new Promise<void>((resolve) => { taken.listen(0, '127.0.0.1', resolve); });
    try {
      const { port } = taken.address() as AddressInfo;
      const kubeconfig = join(folder, 'kubeconfig');
      writeFileSync(kubeconfig, JSON.stringify({
        apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster: { server: api.client.rest.server, 'insecure-skip-tls-verify': true } }], users: [{ name: 'u', user: {} }], contexts: [{ name: 'mine', context: { cluster: 'c', user: 'u' } }],
      }));
      const ended = await execa(process.execPath, [join(checkout, 'scripts', 'board.ts'), '--context', 'mine', '--lessons', '02', '--port', String(port)], {
        reject: false, all: true, timeout: 45_000, env: { LANG: 'C', LC_ALL: '', LC_MESSAGES: '', GITHUB_ACTIONS: '', KUBECONFIG: kubeconfig, CNDJP_CACHE: join(folder, 'cache') },
      });
      expect({ exitCode: ended.exitCode, timedOut: ended.timedOut }, ended.all).to.deep.equal({ exitCode: 2, timedOut: false });
      expect(ended.all).to.equal(`--port: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n  Choose another --port or --listen.`);
    } finally {
      await Promise.all([api.close(), new Promise((resolve) => { taken.close(resolve); })]);
      rmSync(folder, { recursive: true });
    }
  });

  it('has ended well when it is interrupted, but not where it is yet to be written', async () => {
    const tools = { signal: AbortSignal.abort(new Error('interrupted')), say: () => undefined, language: 'en' as const };
    const raw = { context: 'nobody', namespaces: 'learner-*', lessons: '02', port: '0', listen: '127.0.0.1' };
    expect(await runBoard(boardOptions(raw), tools)).to.equal(0);
    const error: unknown = await runBoard(boardOptions({ ...raw, export: 'board' }), tools).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error);
  });
});
