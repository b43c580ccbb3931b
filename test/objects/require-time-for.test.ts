import { expect } from 'chai';
import { requireTimeFor } from '../../harness/objects/require-time-for.ts';
import { verbatim } from '../../harness/text/language.ts';
import { InvalidMeasurement } from '../../harness/verdict/invalid-measurement.ts';

describe('a command that is late', () => {
  const late = verbatim('sh in web/app: did not end within 10 s');

  it('is no verdict on a machine with far more tasks than processors', () => {
    expect(() => { requireTimeFor(late, {}, 12.4); }).to.throw(InvalidMeasurement, 'sh in web/app: did not end within 10 s, while this machine had 12 tasks for each of its processors');
  });

  it('is one on a machine that has time, or where a limit keeps the container from a processor', () => {
    requireTimeFor(late, {}, 3.9);
    requireTimeFor(late, { resources: { limits: { cpu: '50m' } } }, 12);
    expect(() => { requireTimeFor(late, { resources: { limits: { memory: '50Mi' } } }, 12); }).to.throw(InvalidMeasurement);
  });
});
