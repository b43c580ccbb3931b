import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { Board } from '../../harness/board/board.ts';
import { BoardLesson } from '../../harness/board/judge.ts';
import { Rows } from '../../harness/board/rows.ts';
import { runBoard } from '../../harness/board/run-board.ts';
import { SharedObjects } from '../../harness/board/shared-objects.ts';
import { kindNamed, type Kind } from '../../harness/client/kinds.ts';
import type { KubeObject } from '../../harness/client/objects.ts';
import type { RunContext } from '../../harness/lesson-process/run-context.ts';
import { checkout } from '../../harness/process/checkout.ts';
import type { Text } from '../../harness/text/language.ts';
import { systemClock } from '../../harness/wait/clock.ts';
import { solvedAnnotation } from '../../harness/workshop/solve.ts';
import { FakeApi } from '../client/fake-api.ts';

const spec = (harness: string): string => `
import { lesson, test } from '${harness}/lesson/lesson.ts';
const text = (en) => ({ en, ja: en });
lesson('20-x', { verifiable: true }, (given) => {
  test(text('has a colour'), { effect: 'reads' }, () => { given.expect(given.manifest('ConfigMap', 'settings').get('data.colour'), { what: text('the colour'), on: 'ConfigMap/settings', field: 'data.colour' }).to.equal('red'); });
});
`;

const settings = (namespace: string, colour: string, annotations: Record<string, string> = {}): KubeObject =>
  ({ metadata: { name: 'settings', namespace, uid: `${namespace}-settings`, resourceVersion: colour, annotations }, data: { colour } } as KubeObject);

describe('the board of a room', () => {
  let folder: string;
  let api: FakeApi;
  let stop: AbortController;
  let stream: ServerResponse;
  let rows: Rows;
  let board: Board;
  /** Resolves at the next change of a row that makes this true. */
  let until: (isSo: () => boolean) => Promise<void>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'board-'));
    stop = new AbortController();
    writeFileSync(join(folder, '20-x.spec.ts'), spec(pathToFileURL(join(checkout, 'harness')).href));
    writeFileSync(join(folder, '20-x.contract.yaml'), 'objects:\n  - { object: ConfigMap/settings, for: { en: settings, ja: 設定 } }\nfixed: []\n');
    const opened = Promise.withResolvers<undefined>();
    api = await FakeApi.serve({
      'GET /api/v1/configmaps': () => ({ metadata: { resourceVersion: '1' }, items: [settings('a', 'red'), settings('b', 'blue', { [solvedAnnotation]: '20-x' })] }),
      'GET /api/v1/configmaps?watch': (_, response) => {
        stream = response;
        response.writeHead(200).flushHeaders();
        opened.resolve(undefined);
      },
    });
    const context: Omit<RunContext, 'lesson'> = {
      runId: 'r12345', cluster: { provider: 'context', name: 'c', kubeconfig: '', context: 'c', kubernetes: 'v1.37.2' }, allowed: [], images: [], reportDir: '', language: 'en', keep: 'all', client: api.client,
      manifests: { dir: folder, ours: folder, contracts: folder }, verify: { namespace: '', unseen: [], most: 'reads', again: true },
    };
    const lesson = await BoardLesson.load('20-x', join(folder, '20-x.spec.ts'), context);
    const shared = await SharedObjects.follow(api.client, [kindNamed('ConfigMap') as Kind], { reads: () => true, clock: systemClock, signal: stop.signal, onLost: () => undefined });
    await opened.promise;
    rows = new Rows('en');
    const listeners = new Set<() => void>();
    until = async (isSo) => {
      while (!isSo()) await new Promise<void>((resolve) => { listeners.add(resolve); });
    };
    board = new Board({ lessons: [lesson], rows, shared, client: api.client, context, signal: stop.signal, onRow: () => {
      for (const listener of listeners) listener();
      listeners.clear();
    } });
  });
  afterEach(async () => {
    stop.abort();
    await api.close();
    rmSync(folder, { recursive: true });
  });

  const marks = (name: string): string => rows.row(name)?.lessons['20-x']?.marks.join('') ?? '';

  it('judges each namespace, and each again when something in it changes', async () => {
    await Promise.all(['a', 'b', 'c'].map(async (name) => { await board.add(name); }));
    expect(['a', 'b', 'c'].map(marks)).to.deep.equal(['✓✓', '✓✗', '']);
    expect(rows.row('b')?.lessons['20-x']).to.deep.include({ solved: true });
    stream.write(`${JSON.stringify({ type: 'MODIFIED', object: settings('b', 'red') })}\n`);
    await until(() => marks('b') === '✓✓');
    expect(rows.row('b')?.lessons['20-x']).to.deep.include({ solved: false });
    stream.write(`${JSON.stringify({ type: 'ADDED', object: settings('c', 'blue') })}\n`);
    await until(() => marks('c') === '✓✗');
    stream.write(`${JSON.stringify({ type: 'DELETED', object: settings('a', 'red') })}\n`);
    await until(() => marks('a') === '');
  });

  it('forgets who has gone', async () => {
    await board.add('a');
    board.remove('a');
    expect(rows.all).to.deep.equal([]);
  });
});

describe('npm run board', () => {
  let folder: string;
  let api: FakeApi;
  const before = process.env['KUBECONFIG'];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'board-'));
    api = await FakeApi.serve({
      'GET /version': () => ({ gitVersion: 'v1.37.2' }),
      'GET /api/v1/namespaces': () => ({ metadata: { resourceVersion: '1' }, items: [{ metadata: { name: 'learner-01', uid: 'u' } }, { metadata: { name: 'kube-system', uid: 'k' } }] }),
      '*': ({ url }, response) => {
        if (!url.searchParams.has('watch')) return { metadata: { resourceVersion: '1' }, items: [] };
        response.writeHead(200).flushHeaders();
        return undefined;
      },
    });
    process.env['KUBECONFIG'] = join(folder, 'kubeconfig');
    writeFileSync(join(folder, 'kubeconfig'), JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: api.client.rest.server, 'insecure-skip-tls-verify': true } }], users: [{ name: 'u', user: {} }], contexts: [{ name: 'room', context: { cluster: 'c', user: 'u' } }],
    }));
  });
  afterEach(async () => {
    if (before === undefined) delete process.env['KUBECONFIG'];
    else process.env['KUBECONFIG'] = before;
    await api.close();
    rmSync(folder, { recursive: true });
  });

  it('writes the room once into a page and a table; it asks for no Secret and writes nothing', async () => {
    const said: Text[] = [];
    const code = await runBoard(
      { context: 'room', namespaces: ['learner-*'], lessons: ['02-logging'], host: '127.0.0.1', port: 0, export: join(folder, 'out'), folders: { specs: join(checkout, 'specs'), ours: join(checkout, 'manifests') } },
      { signal: new AbortController().signal, language: 'en', say: (line) => { said.push(line); } },
    );
    expect(code).to.equal(0);
    expect(said.map(({ en }) => en)).to.deep.equal([`Written: ${join(folder, 'out')}/board.html and board.csv`]);
    expect(readFileSync(join(folder, 'out/board.html'), 'utf8')).to.include('learner-01').and.not.include('kube-system');
    expect(readFileSync(join(folder, 'out/board.csv'), 'utf8')).to.match(/^\uFEFFlearner,lesson,/);
    expect(api.seen.filter(({ method, url }) => method !== 'GET' || url.pathname.includes('secrets'))).to.deep.equal([]);
  });
});
