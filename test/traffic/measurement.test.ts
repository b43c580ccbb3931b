import { expect } from 'chai';
import { judgeMeasurement } from '../../harness/traffic/measurement.ts';
import { verbatim } from '../../harness/text/language.ts';
import type { DriverHealth } from '../../harness/traffic/messages.ts';
import { sample } from './fixtures/samples.ts';

describe('the judgement of a measurement', () => {
  const health: DriverHealth = { loopDelayP99Ms: 1, loopDelayMaxMs: 4, cpuMs: 100, wallMs: 1_000, maxRssBytes: 1e8 };
  const onTime = Array.from({ length: 200 }, (_, i) => sample({ dueMs: i * 10, sentMs: i * 10 + 1 }));
  /** A driver that was not run for so long from the 50th request on; requests are due every 10 ms. */
  const starvedFor = (ms: number, requests = onTime) => requests.map((each, i) => (i >= 50 && i < 50 + ms / 10 ? sample({ dueMs: each.dueMs, sentMs: 500 + ms }) : each));
  const starved = starvedFor(150);

  it('is good when the requests left on time', () => {
    expect(judgeMeasurement(onTime, health, 20)).to.deep.equal({ valid: true, slipP99Ms: 1, slipMaxMs: 1, loopDelayP99Ms: 1 });
  });

  it('is invalid when too many left late, with the bound and the worst told', () => {
    const { valid, invalidReason } = judgeMeasurement(starved, health, 20);
    expect(valid).to.be.false;
    expect(invalidReason?.en).to.match(/^1 % of the requests left 1[34]\d\.\d ms or more after they were due \(bound 20 ms, worst 150 ms\): the machine is too busy/);
  });

  it('tells what kept the driver, where that is known', () => {
    const worstStall = { atMs: 600, lateMs: 150, onCpuMs: 3, waitedMs: 96.4, majorFaults: 0 };
    expect(judgeMeasurement(starved, { ...health, worstStall }, 20).invalidReason?.en).to.include('worst 150 ms, in which it worked for 3 ms and waited for a processor for 96 ms)');
    expect(judgeMeasurement(starved, { ...health, worstStall: { ...worstStall, majorFaults: 7 } }, 20).invalidReason?.en).to.include('96 ms, and 7 of its pages came from disk)');
    expect(judgeMeasurement(starved, { ...health, worstStall: { atMs: 600, lateMs: 150 } }, 20).invalidReason?.en).to.include('worst 150 ms): the machine');
  });

  it('says all of it in Japanese too', () => {
    const worstStall = { atMs: 600, lateMs: 150, onCpuMs: 3, waitedMs: 96.4, majorFaults: 7 };
    expect(judgeMeasurement(starved, { ...health, worstStall }, 20).invalidReason?.ja).to.match(/^リクエストの 1 % が予定より 1[34]\d\.\d ms 以上遅れて送信されました\(上限 20 ms、最大 150 ms。その間の実行時間は 3 ms、CPU 待ちは 96 ms、ディスクから読み込んだページは 7\)。/);
  });

  it('bears one late request among many: the bound is for the 99th percentile', () => {
    expect(judgeMeasurement([...onTime, sample({ dueMs: 0, sentMs: 900 })], health, 20)).to.include({ valid: true, slipMaxMs: 900 });
  });

  it('bears one stall in a short run as it would in one of 1,000 requests, and not a longer one', () => {
    expect(judgeMeasurement(starvedFor(100), health, 20).valid).to.be.true;
    expect(judgeMeasurement(starvedFor(150), health, 20).valid).to.be.false;
    const long = Array.from({ length: 2_000 }, (_, i) => sample({ dueMs: i * 10, sentMs: i * 10 + 1 }));
    expect(judgeMeasurement(starvedFor(200, long), health, 20).valid).to.be.true;
    expect(judgeMeasurement(starvedFor(250, long), health, 20).valid).to.be.false;
  });

  it('is invalid when the event loop was late though the requests were not', () => {
    expect(judgeMeasurement(onTime, { ...health, loopDelayP99Ms: 31 }, 20).invalidReason?.en).to.include("event loop was late by 31.0 ms at its 99th percentile");
  });

  it('is invalid when this machine could not send: that is not for the server to answer', () => {
    const failed = sample({ error: 'local', detail: 'EADDRNOTAVAIL' });
    expect(judgeMeasurement([...onTime, failed, failed], health, 20).invalidReason?.en).to.equal('this machine could not send every request: 2 × EADDRNOTAVAIL');
  });

  it('is invalid without a request, and when the driver ended early', () => {
    expect(judgeMeasurement([], health, 20).invalidReason?.en).to.equal('the traffic driver sent no request');
    expect(judgeMeasurement(onTime, undefined, 20, verbatim('the traffic driver was ended by SIGKILL')).invalidReason?.en).to.equal('the traffic driver was ended by SIGKILL');
    expect(judgeMeasurement(onTime, { ...health, fault: { kind: 'stood still', ms: 9_000 } }, 20).invalidReason?.en).to.equal('the traffic driver stopped because it stood still for 9.0 s');
    expect(judgeMeasurement(onTime, { ...health, fault: { kind: 'not stopped', ms: 600_000 } }, 20).invalidReason).to.deep.equal({
      en: 'the traffic driver stopped because nobody stopped it within 600 s', ja: 'トラフィックドライバーが 600 s 以内に停止されなかったため、送信を打ち切りました',
    });
  });
});
