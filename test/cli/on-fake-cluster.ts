import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '../../harness/verdict/results.ts';
import { MemoryCluster } from '../cleanup/memory-cluster.ts';
import { FakeApi, type Answer } from '../client/fake-api.ts';

/** A cluster of somebody else's that lets a lesson be prepared; what it says of each object in the dry run is up to `dryRun`. */
export async function serveCluster(dryRun: Answer): Promise<FakeApi> {
  const cluster = new MemoryCluster();
  return await FakeApi.serve({
    'GET /version': () => ({ gitVersion: 'v1.37.2' }),
    'GET /apis': () => ({ groups: [] }),
    'GET /api/v1': () => ({ resources: [{ name: 'secrets', kind: 'Secret', namespaced: true }] }),
    'POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews': () => ({ status: { allowed: true } }),
    '*': (request, response) => {
      const { method, url } = request;
      if (method === 'PATCH' && url.searchParams.has('dryRun')) return dryRun(request, response);
      if (method === 'GET' && url.pathname.endsWith('/serviceaccounts') && !url.searchParams.has('watch')) return { metadata: { resourceVersion: '1' }, items: [{ metadata: { name: 'default' } }] };
      return cluster.answer(request, response);
    },
  });
}

export interface EndedRun {
  code: number | null;
  output: string;
  results: Results;
}

/** Runs the real `npm test` there, as the user `user` of a kubeconfig in `folder`. The report is in `folder`/`report`. */
export async function testOn(api: FakeApi, { folder, report = 'report', user = {}, args, env = {} }: { folder: string; report?: string; user?: object; args: readonly string[]; env?: Record<string, string> }): Promise<EndedRun> {
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, JSON.stringify({
    apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster: { server: api.client.rest.server, 'insecure-skip-tls-verify': true } }], users: [{ name: 'u', user }], contexts: [{ name: 'mine', context: { cluster: 'c', user: 'u' } }],
  }));
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'scripts', 'test.ts'), ...args, '--context', 'mine', '--report', join(folder, report)], {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LANG: 'C', GITHUB_ACTIONS: '', KUBECONFIG: kubeconfig, CNDJP_CACHE: join(folder, 'cache'), ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const code = await new Promise<number | null>((resolve) => { child.once('close', resolve); });
  return { code, output, results: JSON.parse(readFileSync(join(folder, report, 'results.json'), 'utf8')) as Results };
}
