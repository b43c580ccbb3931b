import { expect } from 'chai';

import type { Pod } from '../../harness/client/objects.ts';
import { Container } from '../../harness/objects/container.ts';
import { FakeApi, refuse } from '../client/fake-api.ts';
import type { Answer } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';
import { LiveCluster } from './live-cluster.ts';
import { container, podObject } from './objects.ts';

const stamped = (...lines: string[]): string => lines.map((line) => `2026-01-01T00:00:00.000000000Z ${line}\n`).join('');
const pod = { metadata: { name: 'web', uid: 'uid of web' }, ...podObject({}) } as Pod;
const log = 'GET /api/v1/namespaces/n/pods/web/log';

describe('a container of a pod', () => {
  let cluster: LiveCluster;
  let api: FakeApi;
  let app: Container;
  const serve = async (answer?: Answer): Promise<void> => {
    api = await FakeApi.serve({ '*': cluster.answer, ...(answer === undefined ? {} : { [log]: answer }) });
    app = new Container(scopeOn(api), pod, 'app');
  };
  const put = (state: object, more: object = {}): void => { cluster.put('Pod/web', podObject({ phase: 'Running', containerStatuses: [container(state, more)] })); };
  beforeEach(() => { cluster = new LiveCluster(); });
  afterEach(async () => { await api.close(); });

  it('has the lines that it has written, of this life or the one before', async () => {
    await serve(({ url }, response) => { response.end(stamped(url.searchParams.get('previous') === 'true' ? 'before' : `now ${url.searchParams.get('tailLines') ?? 'all'}`)); });
    expect((await app.lines()).map(({ text }) => text)).to.deep.equal(['now all']);
    expect((await app.lines({ tail: 3 })).map(({ text }) => text)).to.deep.equal(['now 3']);
    expect((await app.lines({ previous: true })).map(({ text }) => text)).to.deep.equal(['before']);
  });

  it('is followed until there are enough lines, or the line that is waited for', async () => {
    await serve((_, response) => { response.write(stamped('one', 'two', 'three')); });
    expect((await app.lines({ atLeast: 2 })).map(({ text }) => text)).to.deep.equal(['one', 'two']);
    expect((await app.lines({ until: ({ text }) => text.startsWith('th') })).at(-1)?.text).to.equal('three');
  });

  it('is followed again when the stream breaks though it runs on', async () => {
    let asked = 0;
    put({ running: {} });
    await serve((_, response) => {
      asked += 1;
      if (asked === 1) response.end(stamped('one'));
      else response.write(stamped('one', 'two'));
    });
    expect((await app.lines({ atLeast: 2 })).map(({ text }) => text)).to.deep.equal(['one', 'two']);
  });

  it('is awaited when it has no log yet', async () => {
    let asked = 0;
    put({ waiting: { reason: 'ContainerCreating' } });
    await serve((_, response) => {
      asked += 1;
      if (asked > 1) {
        response.write(stamped('one'));
        return;
      }
      refuse(response, 400, { message: 'container is waiting to start' });
      put({ running: {} });
    });
    expect(await app.lines({ atLeast: 1 })).to.have.length(1);
  });

  it('says which lines came until the deadline, in both languages', async () => {
    await serve((_, response) => { response.write(stamped('one')); });
    const failure = await failureFrom(app.lines({ atLeast: 2, within: 100 }));
    expect(failure).to.include({ object: 'Pod/web', field: 'spec.containers[app]', expected: '2 lines in the stream of container app within 0.1 s', observed: 'only 1 line, the last one "one"', late: true });
    expect(failure.ja).to.include({ expected: '0.1 秒以内にコンテナ app のストリームに出力されること: 2 行', observed: '1 行のみ、最後の行は "one"' });
  });

  it('is followed no longer when it writes without end', async () => {
    const flood = `${'x'.repeat(10_000_000)}\n`;
    for (const end of ['\n', '']) {
      await serve((_, response) => { for (let n = 0; n < 8; n += 1) response.write(end === '' ? flood.trim() : stamped(flood.trim())); });
      const failure = await failureFrom(app.lines({ until: () => false, within: 30_000 }));
      expect(failure.elapsedMs).to.be.lessThan(29_000);
      expect(failure.observed.length).to.be.lessThan(1_000);
      if (end !== '') await api.close();
    }
  });

  it('says that it ended before the line came', async () => {
    put({ terminated: { exitCode: 0, reason: 'Completed' } });
    await serve((_, response) => { response.end(); });
    const failure = await failureFrom(app.lines({ until: () => false, state: { en: 'a greeting', ja: '挨拶' } }));
    expect(failure).to.include({ expected: 'a greeting in the stream of container app within 60 s', observed: 'the container ended after 0 lines' });
    expect(failure).not.to.have.property('late');
    expect(failure.ja.observed).to.equal('0 行を出力してコンテナが終了しました');
  });

  it('has no trouble while it runs from its first start', async () => {
    put({ running: {} });
    await serve();
    expect(await app.trouble()).to.equal(undefined);
    expect(await app.restartCount()).to.equal(0);
  });

  it('tells its trouble with the line of its log in which it complains', async () => {
    await serve(({ url }, response) => { response.end(stamped(url.searchParams.get('previous') === 'true' ? 'error: no such file' : 'fatal: bad option', 'bye')); });
    expect((await app.trouble())?.en).to.equal('container app is not there');
    put({ terminated: { exitCode: 3, reason: 'Error' } });
    expect(await app.trouble()).to.deep.equal({
      en: 'container app ended with exit code 3 (Error); its last log line: "fatal: bad option"', ja: 'コンテナ app は終了コード 3 で終了(Error); ログの最後の行: "fatal: bad option"',
    });
    put({ running: {} }, { restartCount: 2, lastState: { terminated: { exitCode: 4, reason: 'Error' } } });
    expect(await app.trouble()).to.deep.equal({
      en: 'container app running, not ready, restarted 2 times, exit code 4; its last log line: "error: no such file"', ja: 'コンテナ app は実行中、Ready ではない、再起動 2 回, 終了コード 4; ログの最後の行: "error: no such file"',
    });
    expect(await app.restartCount()).to.equal(2);
  });

  it('says what a command was for that could not be run, and why', async () => {
    put({ waiting: { reason: 'CrashLoopBackOff' } });
    await serve((_, response) => { response.end(); });
    const failure = await failureFrom(app.exec(['cat', '/x'], { purpose: { en: 'read /x', ja: '/x を読み取る' } }));
    expect(failure).to.include({ field: 'spec.containers[app]', expected: 'container app running, to read /x', observed: 'container app waiting (CrashLoopBackOff)' });
    expect(failure.ja).to.include({ expected: 'コンテナ app が実行中であること(目的: /x を読み取る)', observed: 'コンテナ app は待機中(CrashLoopBackOff)' });
    put({ running: {} });
    expect((await failureFrom(app.exec(['cat', '/x']))).expected).to.equal('container app running, to run "cat /x"');
  });

  it('says why its pod was ended, which the node tells some seconds after it has refused a command', async () => {
    put({ running: {} });
    api = await FakeApi.serve({ '*': cluster.answer, 'GET /api/v1/namespaces/n/pods/web/exec': (_, response) => { refuse(response, 500, { message: 'container not found' }); } });
    app = new Container(scopeOn(api), pod, 'app');
    const failing = failureFrom(app.exec(['cat', '/x'], { purpose: { en: 'read /x', ja: '/x を読み取る' } }));
    setTimeout(() => {
      cluster.put('Pod/web', podObject({ phase: 'Failed', reason: 'Evicted', message: 'Container app exceeded its local ephemeral storage limit "4Mi". ', containerStatuses: [container({ terminated: { exitCode: 137 } })] }));
    }, 200);
    const failure = await failing;
    expect(failure).to.include({ object: 'Pod/web', field: 'spec.containers[app].resources.limits.ephemeral-storage' });
    expect(failure.observed).to.include('Evicted');
    expect(failure.elapsedMs).to.be.lessThan(5_000);
  });

  it('blames its program when that has come to its end, whatever is to blame for the content of a file', async () => {
    await serve((_, response) => { response.end(); });
    const wait = { state: { en: 'a line', ja: '1 行' }, fits: () => true, within: 0, blame: { on: 'Pod/web', field: 'spec.volumes[disk]' } } as const;
    put({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 2, lastState: { terminated: { exitCode: 0, reason: 'Completed' } } });
    const failure = await failureFrom(app.file('/x').when(wait));
    expect(failure).to.include({ field: 'spec.containers[app].args', observed: 'container app waiting (CrashLoopBackOff), restarted 2 times, exit code 0', hint: 'The container ran to its end, but it should go on running: check command and args.' });
    const others = [[{ terminated: { exitCode: 1, reason: 'Error' } }, {}], [{ running: {} }, { lastState: { terminated: { exitCode: 0 } }, restartCount: 1 }]] as const;
    for (const [state, more] of others) {
      put(state, more);
      expect(await failureFrom(app.file('/x').when(wait))).to.include({ field: 'spec.volumes[disk]' });
    }
    cluster.put('Pod/web', podObject({ containerStatuses: [container({ terminated: { exitCode: 0 } })] }), { deletionTimestamp: '2026-01-01T00:00:00Z' });
    expect(await failureFrom(app.file('/x').when(wait)), 'somebody deletes it').to.include({ field: 'spec.volumes[disk]' });
  });

  it('blames its program when nobody can run that as it is written, and not when it ends with an error of its own', async () => {
    let said = "/bin/sh: can't open 'sleep 1; date >> /x': No such file or directory";
    await serve((_, response) => { response.end(stamped(said)); });
    const wait = { state: { en: 'a line', ja: '1 行' }, fits: () => true, within: 0, blame: { on: 'Pod/web', field: 'spec.volumes[disk]' } } as const;
    put({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 2, lastState: { terminated: { exitCode: 2, reason: 'Error' } } });
    const failure = await failureFrom(app.file('/x').when(wait));
    expect(failure).to.include({ field: 'spec.containers[app].args', hint: 'The container ends again and again: read its last lines in the evidence, then check command, args and env.' });
    expect(failure.observed).to.include("can't open 'sleep 1");
    said = "/bin/sh: can't create /x/n: nonexistent directory";
    expect(await failureFrom(app.file('/x').when(wait))).to.include({ field: 'spec.volumes[disk]' });
  });
});
