import { expect } from 'chai';
import { epochMs, readVegetaResults } from '../../harness/bench/vegeta-results.ts';

describe('what vegeta wrote down', () => {
  const line = (seq: number, sentMs: number, more: object = {}): string =>
    `${JSON.stringify({ attack: '', seq, code: 200, timestamp: new Date(1_000_000 + sentMs).toISOString(), latency: 2_000_000, error: '', ...more })}\n`;

  it('is read into the same numbers as the driver’s', () => {
    const numbers = readVegetaResults(line(1, 103) + line(0, 1) + line(2, 201), 10);
    expect(numbers).to.deep.include({ sent: 3, failed: 0, errors: {} });
    expect(numbers.service.p50).to.be.closeTo(2, 0.01);
    // Request 1 was sent 2 ms later after it was due than the others.
    expect(numbers.slipMaxMs).to.be.closeTo(2, 0.01);
    expect(numbers.latency.max).to.be.closeTo(4, 0.01);
  });

  it('counts failures by status, or by what went wrong', () => {
    const lines = line(0, 0, { code: 503, error: '503 Service Unavailable' }) + line(1, 100, { code: 0, error: 'EOF' }) + line(2, 200, { code: 0, error: 'EOF' });
    expect(readVegetaResults(lines, 10)).to.deep.include({ sent: 3, failed: 3, errors: { '503': 1, EOF: 2 } });
  });
});

describe('a time with nanoseconds', () => {
  it('keeps its fraction, in any time zone', () => {
    expect(epochMs('1970-01-01T00:00:01.123456789Z')).to.be.closeTo(1_123.456789, 1e-6);
    expect(epochMs('1970-01-01T09:00:01.5+09:00')).to.equal(1_500);
    expect(epochMs('1970-01-01T00:00:01Z')).to.equal(1_000);
  });
});
