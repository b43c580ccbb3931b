import { expect } from 'chai';
import { parseStatus, rootOutside } from '../../../specs/security/process.ts';

const status = (more: string): string => `Name:\tcat\nUmask:\t0022\nState:\tR (running)\nUid:\t1000\t1001\t1001\t1001\nGid:\t3000\t3000\t3000\t3000\nGroups:\t2000 3000 \nNStgid:\t7\n${more}`;

describe('what a process may do', () => {
  it('is told by the kernel: who it is, the groups, the capabilities, the filter', () => {
    const text = status('CapInh:\t0000000000000000\nCapPrm:\t0000000000000401\nCapEff:\t0000000000000401\nCapBnd:\t00000000a80425fb\nNoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t1\n');
    expect(parseStatus(text)).to.deep.equal({ user: 1001, group: 3000, groups: [2000, 3000], capabilities: ['CHOWN', 'NET_BIND_SERVICE'], noNewPrivileges: true, seccomp: 2 });
  });

  it('knows the names of all capabilities of a privileged process', () => {
    const { capabilities } = parseStatus(status('CapEff:\t000001ffffffffff\n'));
    expect([capabilities.length, capabilities[21], capabilities.at(-1)]).to.deep.equal([41, 'SYS_ADMIN', 'CHECKPOINT_RESTORE']);
  });

  it('is nothing special where the kernel tells nothing', () => {
    expect(parseStatus('Uid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nGroups:\t\n')).to.deep.equal({ user: 0, group: 0, groups: [], capabilities: [], noNewPrivileges: false, seccomp: 0 });
  });

  it('says who root is outside', () => {
    expect(rootOutside('         0          0 4294967295\n')).to.equal(0);
    expect(rootOutside('         0 1245184000      65536\n')).to.equal(1245184000);
    expect(rootOutside('      1000       2000          1\n'), 'nobody').to.equal(undefined);
  });
});
