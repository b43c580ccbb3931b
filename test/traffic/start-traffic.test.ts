import { fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { startTraffic } from '../../harness/traffic/start-traffic.ts';
import { answerAs, TestServer } from './fixtures/server.ts';
import { verbatim } from '../../harness/text/language.ts';

// With a real driver process. The bound for lateness is wide: what is tested is not this machine.
const maxSlipMs = 2_000;

const labels = { version: 'x-app-version', pod: 'x-pod-name' };

describe('a traffic driver', () => {
  it('drives streams side by side through a change of version', async () => {
    let version = '1.0';
    await using server = await TestServer.listening((request, response) => {
      if (request.headers.cookie === undefined && request.url === '/sticky') response.setHeader('set-cookie', 'route=x; Path=/');
      answerAs(response, version, `ap-${version}`);
    });
    await using traffic = await startTraffic({
      baseUrl: server.url,
      maxSlipMs,
      labels,
      streams: [
        { name: 'fresh', kind: 'fresh', rate: 50, path: '/' },
        { name: 'kept', kind: 'keep-alive', rate: 50, path: '/' },
        { name: 'sticky', kind: 'sticky', rate: 50, path: '/sticky', clients: 2 },
      ],
    });
    await traffic.answered(5);
    traffic.mark(verbatim('rollout'));
    version = '2.0';
    await traffic.until(verbatim('an answer of 2.0'), (sample) => sample.version === '2.0', { deadlineMs: 5_000, blame: { on: 'Deployment/a' } });
    traffic.mark(verbatim('after'));
    await traffic.answered(5);
    const report = await traffic.stop();

    report.requireValid();
    expect(report.failed, report.describe().en).to.equal(0);
    expect(report.counts({ phase: verbatim('before') }).versions['1.0']).to.be.at.least(15);
    expect(Object.keys(report.counts({ phase: verbatim('after') }).versions)).to.deep.equal(['2.0']);
    expect([...report.samples('fresh')].some(({ reused }) => reused)).to.be.false;
    expect([...report.samples('kept')].some(({ reused }) => reused)).to.be.true;
    expect(report.clients('sticky').map(({ client }) => client)).to.deep.equal([0, 1]);
  });

  it('knows what is still under way when it tells that only one version answers', async () => {
    let requests = 0;
    // Every second request meets an old version that is slow, until 60 have come.
    await using server = await TestServer.listening((_, response) => {
      const old = ++requests <= 60 && requests % 2 === 0;
      setTimeout(() => { answerAs(response, old ? '1.0' : '2.0', 'ap'); }, old ? 400 : 0);
    });
    await using traffic = await startTraffic({ baseUrl: server.url, labels, maxSlipMs, streams: [{ name: 'fresh', kind: 'fresh', rate: 100, path: '/' }] });
    await traffic.inARow(verbatim('5 answers of 2.0'), 5, ({ version }) => version === '2.0', { streams: ['fresh'], deadlineMs: 5_000, blame: { on: 'Deployment/a' } });
    traffic.mark(verbatim('after'));
    await traffic.answered(50);
    const report = await traffic.stop();
    expect(report.counts({ phase: verbatim('after') }).versions).to.have.all.keys('2.0');
    expect(requests).to.be.greaterThan(60);
  });

  it('keeps its schedule while the server hangs, and waits for nobody', async () => {
    await using server = await TestServer.listening((_, response) => { setTimeout(() => { answerAs(response, '1.0', 'slow'); }, 300); });
    await using traffic = await startTraffic({ baseUrl: server.url, maxSlipMs, streams: [{ name: 'kept', kind: 'keep-alive', rate: 100, path: '/' }] });
    await traffic.answered(10);
    const report = await traffic.stop();
    const samples = [...report.samples()].sort((a, b) => a.dueMs - b.dueMs);
    expect(samples.map(({ dueMs }) => Math.round(dueMs))).to.deep.equal(samples.map((_, i) => i * 10));
    // A closed loop would have sent one request in the time of the first answer.
    expect(samples.filter(({ sentMs }) => sentMs < (samples[0]?.doneMs ?? 0)).length).to.be.greaterThan(10);
    expect(report.counts().latency.p50).to.be.at.least(295);
    expect(report.failed).to.equal(0);
  });

  it('tells a way that is closed from an app that does not answer', async () => {
    // For a while nobody answers, or the app does not.
    const losing = async (silent: (host: string) => boolean): Promise<boolean> => {
      let closed = false;
      await using server = await TestServer.listening((request, response) => {
        if (!closed || !silent(request.headers.host ?? '')) answerAs(response, '1.0', 'ap');
      });
      await using traffic = await startTraffic({ baseUrl: server.url, maxSlipMs, control: 'no-app.invalid', streams: [{ name: 'fresh', kind: 'fresh', rate: 100, path: '/', host: 'api.k8s', deadlineMs: 1_500 }] });
      await traffic.answered(150);
      closed = true;
      await traffic.answered(60);
      closed = false;
      await traffic.answered(30);
      const report = await traffic.stop();
      expect(report.failed).to.be.greaterThan(0);
      return report.valid;
    };
    expect(await losing(() => true), 'nobody answers').to.equal(false);
    expect(await losing((host) => host === 'api.k8s'), 'the app does not').to.equal(true);
  }).timeout(60_000);

  it('calls its own measurement invalid when it was not run', async () => {
    await using server = await TestServer.listening((_, response) => { response.end(); });
    await using traffic = await startTraffic({ baseUrl: server.url, maxSlipMs: 50, streams: [{ name: 'fresh', kind: 'fresh', rate: 100, path: '/' }] });
    await traffic.answered(5);
    if (traffic.pid === undefined) throw new Error('the driver has no process');
    process.kill(traffic.pid, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(traffic.pid, 'SIGCONT');
    await traffic.answered(20);
    const report = await traffic.stop();
    expect(report.invalidReason?.en).to.match(/^1 % of the requests left \d+\.\d ms or more after they were due \(bound 50 ms/);
  });

  it('ends with its bound of life, and says so', async () => {
    await using server = await TestServer.listening((_, response) => { response.end(); });
    await using traffic = await startTraffic({ baseUrl: server.url, maxLifeMs: 150, maxSlipMs, streams: [{ name: 'fresh', kind: 'fresh', rate: 50, path: '/' }] });
    const refusal = await traffic.answered(1_000).catch((error: unknown) => error);
    expect(refusal).to.have.property('message').that.includes('the traffic driver stopped because nobody stopped it within 0.15 s');
    expect((await traffic.stop()).valid).to.be.false;
  });

  it('is missed when it is killed', async () => {
    await using server = await TestServer.listening((_, response) => { response.end(); });
    await using traffic = await startTraffic({ baseUrl: server.url, streams: [{ name: 'fresh', kind: 'fresh', rate: 50, path: '/' }] });
    await traffic.answered(2);
    if (traffic.pid === undefined) throw new Error('the driver has no process');
    process.kill(traffic.pid, 'SIGKILL');
    expect((await traffic.stop()).invalidReason?.en).to.equal('the traffic driver was ended by SIGKILL');
  });

  it('does not outlive its parent', async () => {
    const connected = Promise.withResolvers<Socket>();
    await using server = await TestServer.listening((request, response) => {
      connected.resolve(request.socket);
      response.end();
    });
    const parent = fork(fileURLToPath(new URL('./fixtures/parent.ts', import.meta.url)), [server.url], { execArgv: [], stdio: 'ignore' });
    const socket = await connected.promise;
    const closed = new Promise((resolve) => socket.once('close', resolve));
    parent.kill('SIGKILL');
    await closed;
  });
});
