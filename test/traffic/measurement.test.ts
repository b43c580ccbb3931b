import { expect } from 'chai';
import { judgeMeasurement } from '../../harness/traffic/measurement.ts';
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
    expect(invalidReason).to.match(/^1 % of the requests left 1[34]\d\.\d ms or more after they were due \(bound 20 ms, worst 150 ms\): the machine is too busy/);
  });

  it('tells what kept the driver, where that is known', () => {
    const worstStall = { atMs: 600, lateMs: 150, onCpuMs: 3, waitedMs: 96.4, majorFaults: 0 };
    expect(judgeMeasurement(starved, { ...health, worstStall }, 20).invalidReason).to.include('worst 150 ms, in which it worked for 3 ms and waited for a processor for 96 ms)');
    expect(judgeMeasurement(starved, { ...health, worstStall: { ...worstStall, majorFaults: 7 } }, 20).invalidReason).to.include('96 ms, and 7 of its pages came from disk)');
    expect(judgeMeasurement(starved, { ...health, worstStall: { atMs: 600, lateMs: 150 } }, 20).invalidReason).to.include('worst 150 ms): the machine');
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
    expect(judgeMeasurement(onTime, { ...health, loopDelayP99Ms: 31 }, 20).invalidReason).to.include("event loop was late by 31.0 ms at its 99th percentile");
  });

  it('is invalid when this machine could not send: that is not for the server to answer', () => {
    const failed = sample({ error: 'local', detail: 'EADDRNOTAVAIL' });
    expect(judgeMeasurement([...onTime, failed, failed], health, 20).invalidReason).to.equal('this machine could not send every request: 2 × EADDRNOTAVAIL');
  });

  it('is invalid without a request, and when the driver ended early', () => {
    expect(judgeMeasurement([], health, 20).invalidReason).to.equal('the traffic driver sent no request');
    expect(judgeMeasurement(onTime, undefined, 20, 'was ended by SIGKILL').invalidReason).to.equal('the traffic driver was ended by SIGKILL');
    expect(judgeMeasurement(onTime, { ...health, fault: 'it stood still for 9.0 s' }, 20).invalidReason).to.equal('the traffic driver stopped by itself: it stood still for 9.0 s');
  });
});
