import { expect } from 'chai';
import { verbatim, type Text } from '../../harness/text/language.ts';
import { InvalidMeasurement } from '../../harness/verdict/invalid-measurement.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { DriverCommand, DriverNews } from '../../harness/traffic/messages.ts';
import { planTraffic } from '../../harness/traffic/options.ts';
import { SampleBuffer } from '../../harness/traffic/sample-batch.ts';
import { SampleStore } from '../../harness/traffic/sample-store.ts';
import { Traffic } from '../../harness/traffic/traffic.ts';

const plan = planTraffic({ baseUrl: 'http://127.0.0.1:1', streams: [{ name: 'a', kind: 'fresh', rate: 1, path: '/' }, { name: 'b', kind: 'fresh', rate: 1, path: '/' }] });
const health = { loopDelayP99Ms: 0, loopDelayMaxMs: 0, cpuMs: 1, wallMs: 1_000, maxRssBytes: 1 };
const blame = { on: 'Deployment/ap', hint: verbatim('Look at the pods.') } as const;
const place = { object: 'Deployment/ap', hint: 'Look at the pods.' };

/** Traffic whose driver is played by the test. */
class Play {
  readonly commands: DriverCommand[] = [];
  readonly traffic: Traffic;
  readonly #buffer = new SampleBuffer();
  ended = 0;
  tell: (news: DriverNews) => void = () => undefined;
  gone: (how: Text) => void = () => undefined;

  constructor(signal?: AbortSignal) {
    this.traffic = new Traffic(new SampleStore(['a', 'b'], verbatim('before')), {
      maxSlipMs: 20,
      longestRequestMs: 10,
      context: { manifestOf: () => undefined },
      launch: (onNews, onGone) => {
        this.tell = onNews;
        this.gone = onGone;
        return { pid: 1, send: (command) => { this.commands.push(command); }, end: () => { this.ended++; } };
      },
      ...(signal === undefined ? {} : { signal }),
    });
  }

  async begin(): Promise<this> {
    setImmediate(() => { this.tell({ type: 'begun', startNs: process.hrtime.bigint(), startedAt: Date.now() }); });
    await this.traffic.begin(plan, 1_000);
    return this;
  }

  /** `overMs`: when the oldest request that is still under way was due, on both streams. */
  answer(stream: 'a' | 'b', version: string, dueMs = 0, overMs = dueMs + 1): void {
    this.#buffer.add({ stream: stream === 'a' ? 0 : 1, client: 0, dueMs, sentMs: dueMs, doneMs: dueMs + 1, status: 200, version, pod: 'ap-1', error: undefined, detail: '', reused: false, cookie: false });
    this.tell({ type: 'samples', batch: this.#buffer.take(), overMs: [overMs, overMs] });
  }
}

describe('traffic on its way', () => {
  it('says so when the driver does not begin', async () => {
    const play = new Play();
    const refusal = await play.traffic.begin(plan, 20).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(InvalidMeasurement).with.property('message', 'the traffic driver did not begin within 0.02 s: the machine is too busy');
    expect(play.ended).to.equal(1);
  });

  it('waits for so many requests more on every stream', async () => {
    const { traffic, answer } = bound(await new Play().begin());
    answer('a', '1.0');
    answer('b', '1.0');
    let done = false;
    const waiting = traffic.answered(2).then(() => { done = true; });
    for (const stream of ['a', 'a', 'b'] as const) answer(stream, '1.0');
    await Promise.resolve();
    expect(done).to.be.false;
    answer('b', '1.0');
    await waiting;
  });

  it('waits for one stream when it is named', async () => {
    const { traffic, answer } = bound(await new Play().begin());
    const waiting = traffic.answered(1, { stream: 'b' });
    answer('b', '1.0');
    await waiting;
  });

  it('says how far it got when the requests do not come', async () => {
    const { traffic, answer } = bound(await new Play().begin());
    const waiting = traffic.answered(5, { stream: 'a', deadlineMs: 20 });
    answer('a', '1.0');
    expect(await waiting.catch((error: unknown) => error)).to.be.instanceOf(InvalidMeasurement)
      .with.property('message', 'waited 0.02 s for 5 requests on a, of which 1 ended');
  });

  it('finds the first sample from now on that fits', async () => {
    const { traffic, answer } = bound(await new Play().begin());
    answer('a', '2.0', 1);
    const waiting = traffic.until(verbatim('an answer of 2.0'), ({ version }) => version === '2.0', { deadlineMs: 1_000, blame });
    answer('a', '1.0', 2);
    answer('a', '2.0', 3);
    expect(await waiting).to.include({ version: '2.0', dueMs: 3 });
  });

  it('makes a failed promise of a state that does not come, with what was seen last', async () => {
    const { traffic, answer } = bound(await new Play().begin());
    const waiting = traffic.until(verbatim('an answer of 2.0'), ({ version }) => version === '2.0', { deadlineMs: 20, blame });
    answer('a', '1.0');
    const failure = await waiting.catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(LessonFailure).with.property('failure').that.deep.includes({
      ...place, expected: 'an answer of 2.0', observed: 'none within 0.02 s: 1 request; the last response took 1.0 ms, version 1.0, pod ap-1',
    });
  });

  it('counts answers in a row as they were due, not as they came', async () => {
    const { traffic, answer } = bound(await new Play().begin());
    let done = false;
    const waiting = traffic.inARow(verbatim('three of 2.0'), 3, ({ version }) => version === '2.0', { streams: ['a'], deadlineMs: 1_000, blame }).then(() => { done = true; });
    const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
    // The one that was due first is still under way while three quick ones of 2.0 come.
    for (const dueMs of [2, 3, 4]) answer('a', '2.0', dueMs, 1);
    await settled();
    expect(done).to.be.false;
    answer('a', '1.0', 1, 4);
    // Another stream's do not count.
    for (const dueMs of [4, 5]) answer('b', '2.0', dueMs, 4);
    await settled();
    expect(done).to.be.false;
    answer('a', '2.0', 5, 6);
    await waiting;
  });

  it('begins to count anew after one that does not fit, and says what it waited for', async () => {
    const { traffic, answer } = bound(await new Play().begin());
    const waiting = traffic.inARow(verbatim('two of 2.0'), 2, ({ version }) => version === '2.0', { streams: ['a', 'b'], deadlineMs: 20, blame });
    for (const [dueMs, version] of ['2.0', '1.0', '2.0', '1.0'].entries()) answer('a', version, dueMs);
    const failure = await waiting.catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(LessonFailure).with.property('failure').that.deep.includes({
      ...place, expected: 'two of 2.0', observed: 'not within 0.02 s: 4 requests; the last response took 1.0 ms, version 1.0, pod ap-1',
    });
  });

  it('hands an error of the predicate to the one who waits', async () => {
    const { traffic, answer } = bound(await new Play().begin());
    const waiting = traffic.until(verbatim('a bug'), () => { throw new Error('in the spec'); }, { deadlineMs: 1_000, blame });
    answer('a', '1.0');
    expect(await waiting.catch((error: unknown) => error)).to.have.property('message', 'in the spec');
  });

  it('ends its waits when the driver is gone: the lesson is not to blame', async () => {
    const { traffic, play } = bound(await new Play().begin());
    const waiting = traffic.until(verbatim('an answer of 2.0'), () => false, { deadlineMs: 60_000, blame });
    play.gone(verbatim('the traffic driver was ended by SIGKILL'));
    expect(await waiting.catch((error: unknown) => error)).to.be.instanceOf(InvalidMeasurement)
      .with.property('message', 'waited for an answer of 2.0: the traffic driver was ended by SIGKILL');
    expect((await traffic.stop()).invalidReason?.en).to.equal('the traffic driver was ended by SIGKILL');
  });

  it('ends its waits when the driver stopped by itself', async () => {
    const { traffic, play } = bound(await new Play().begin());
    const waiting = traffic.until(verbatim('an answer of 2.0'), () => false, { deadlineMs: 60_000, blame });
    play.tell({ type: 'ended', health: { ...health, fault: { kind: 'stood still', ms: 9_000 } } });
    expect(await waiting.catch((error: unknown) => error)).to.be.instanceOf(InvalidMeasurement)
      .with.property('message', 'waited for an answer of 2.0: the traffic driver stopped because it stood still for 9.0 s');
  });

  it('puts requests into the phase in which they were due, and ends with a drain', async () => {
    const { traffic, answer, play } = bound(await new Play().begin());
    answer('a', '1.0', -1);
    traffic.mark(verbatim('rollout'));
    const stopping = traffic.stop({ drainMs: 5 });
    expect(play.commands.at(-1)).to.deep.equal({ type: 'stop', afterMs: 5 });
    answer('a', '2.0', 5_000);
    play.tell({ type: 'ended', health });
    play.gone(verbatim('the traffic driver ended with exit code 0'));
    const report = await stopping;
    expect(report.valid, report.invalidReason?.en).to.be.true;
    expect(report.phases.map(({ name }) => name)).to.deep.equal(['before', 'rollout', 'drain']);
    expect([...report.samples()].map(({ phase }) => phase)).to.deep.equal(['before', 'drain']);
    expect(await traffic.stop()).to.equal(report);
  });

  it('ends the driver when it is interrupted', async () => {
    const interruption = new AbortController();
    const { traffic, play } = bound(await new Play(interruption.signal).begin());
    const waiting = traffic.answered(1);
    interruption.abort();
    expect(await waiting.catch((error: unknown) => error)).to.be.instanceOf(InvalidMeasurement).with.property('message').that.includes('the traffic driver was interrupted');
    expect(play.ended).to.equal(1);
  });
});

function bound(play: Play) {
  return { play, traffic: play.traffic, answer: play.answer.bind(play) };
}
