import { expect } from 'chai';
import { isCpuLimited } from '../../harness/traffic/cpu-limit.ts';

describe('a limit of processor time', () => {
  it('is that of a pod or of any container, and no limit of anything else', () => {
    const limited = { resources: { limits: { cpu: '50m' } } };
    expect(isCpuLimited([limited])).to.equal(true);
    expect(isCpuLimited([undefined, {}, limited])).to.equal(true);
    expect(isCpuLimited([undefined, {}, { resources: { limits: { memory: '50Mi' }, requests: { cpu: '50m' } } }])).to.equal(false);
  });
});
