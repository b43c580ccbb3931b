import { expect } from 'chai';
import type { Given } from '../../../harness/lesson/given.ts';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import { VictoriaLogs } from '../../../specs/cluster-logging/log-store.ts';

class Failed extends Error {}

/** A store behind a Service that gives these answers, and what it was asked. */
async function answering(...answers: (string | { status: number; data: string })[]): Promise<{ store: VictoriaLogs; queries: string[] }> {
  const queries: string[] = [];
  let refusals = 2;
  const web = {
    // At first nobody listens.
    get: () => (refusals-- > 0 ? Promise.reject(new LessonFailure({ expected: { en: '', ja: '' }, observed: { en: '', ja: '' }, object: 'Service/logs', elapsedMs: 0 })) : Promise.resolve({ status: 200 })),
    post: (path: string, body: URLSearchParams) => {
      queries.push(`${path} ${body.get('query') ?? ''}`);
      const answer = answers[queries.length - 1] ?? '';
      return Promise.resolve(typeof answer === 'string' ? { status: 200, data: answer } : answer);
    },
  };
  const given = {
    service: (name: string) => ({ web: (port: number) => Promise.resolve(name === 'logs' && port === 9428 ? web : undefined) }),
    fail: ({ on, observed }: { on: string; observed: { en: string } }) => { throw new Failed(`${on}: ${observed.en}`); },
  } as unknown as Given;
  return { store: await VictoriaLogs.behind(given), queries };
}

describe('VictoriaLogs', () => {
  it('is asked for the lines of one pod, with number and time', async () => {
    const { store, queries } = await answering('{"n":"7","_time":"2026-11-26T10:00:00.25Z"}\n{"n":"8","_time":"2026-11-26T10:00:01Z"}\n');
    expect(await store.lines('web-1', 7)).to.deep.equal([{ number: 7, time: Date.UTC(2026, 10, 26, 10, 0, 0, 250) }, { number: 8, time: Date.UTC(2026, 10, 26, 10, 0, 1) }]);
    expect(queries[0]).to.match(/^\/select\/logsql\/query "k8s\.pod\.name":="web-1" \|.*n:>=7\b/);
  });

  it('counts doubled lines once and in all, and leaves out what has a higher number', async () => {
    const { store, queries } = await answering('{"all":"21","different":"20"}\n', '');
    expect(await store.count('web-1', 20)).to.deep.equal({ all: 21, different: 20 });
    expect(queries[0]).to.include('n:<=20');
    expect(await store.count('web-2', 20)).to.deep.equal({ all: 0, different: 0 });
  });

  it('says where lines come from, and nothing where they do not say so', async () => {
    const { store } = await answering('{"k8s.namespace.name":"shop","k8s.pod.name":"web-1","k8s.container.name":"app","k8s.node.name":"worker","log.iostream":"stderr","says":"stderr","lines":"10"}\n{"k8s.pod.name":"web-1","lines":"1"}\n');
    expect(await store.origins('web-1')).to.deep.equal([
      { namespace: 'shop', pod: 'web-1', container: 'app', node: 'worker', stream: 'stderr', saysStream: 'stderr', lines: 10 },
      { namespace: '', pod: 'web-1', container: '', node: '', stream: '', saysStream: '', lines: 1 },
    ]);
  });

  it('gives texts that hold a word, and namespaces of all lines', async () => {
    const { store, queries } = await answering('{"_msg":"password=****"}\n', '{"k8s.namespace.name":"shop"}\n{}\n');
    expect(await store.texts('web-1', 'password')).to.deep.equal(['password=****']);
    expect(await store.namespaces()).to.deep.equal(['shop', '']);
    expect(queries[0]).to.include('"password"');
  });

  it('fails with what it was told when a query is refused', async () => {
    const { store } = await answering({ status: 400, data: 'cannot parse query' });
    expect(await store.namespaces().catch((error: unknown) => (error as Error).message)).to.equal('Service/logs: 400 cannot parse query');
  });
});
