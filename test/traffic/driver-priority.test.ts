import { expect } from 'chai';
import { raisePriority } from '../../harness/traffic/driver-priority.ts';

describe('the priority of the driver', () => {
  it('is not asked for by a user who will not get it', async () => {
    expect(await raisePriority(process.pid, { isRoot: false })).to.equal('normal');
  });

  it('stays as it is where it is refused, and nothing fails', async () => {
    const nobody = 2 ** 30;
    expect(await raisePriority(nobody, { isRoot: true })).to.equal('normal');
  });
});
