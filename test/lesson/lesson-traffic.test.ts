import { expect } from 'chai';
import { throughIngress } from '../../harness/lesson/lesson-traffic.ts';
import { verbatim } from '../../harness/text/language.ts';

describe('harness/lesson/lesson-traffic', () => {
  const streams = [{ name: 'fresh', kind: 'fresh' as const, rate: 30, path: '/', host: 'api.k8s' }];
  const options = { phase: verbatim('before'), streams };

  it('sends requests to the hosts of the lesson, and asks for a host that no app has beside them', () => {
    expect(throughIngress(options, (host) => `lesson-1.${host}`)).to.deep.equal({
      phase: verbatim('before'), maxSlipMs: 250, control: 'no-app.invalid', streams: [{ ...streams[0], host: 'lesson-1.api.k8s' }],
    });
  });

  it('asks for no such host where the test itself closes the way, whose losses then count', () => {
    expect(throughIngress({ ...options, closesTheWay: true }, (host) => host)).to.deep.equal({ ...options, maxSlipMs: 250 });
  });
});
