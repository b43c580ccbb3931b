import { mock } from 'node:test';
import { expect } from 'chai';
import { identityOf, isAlive } from '../../harness/process/process-identity.ts';

describe('the identity of a process', () => {
  it('is that of a process that lives', () => {
    expect(identityOf(process.pid)).to.include({ pid: process.pid });
    expect(isAlive(identityOf(process.pid))).to.be.true;
  });

  it('ends with the process', () => {
    // Above the greatest number that Linux gives (2^22).
    expect(isAlive({ pid: 2 ** 30 })).to.be.false;
    expect(identityOf(2 ** 30)).to.deep.equal({ pid: 2 ** 30 });
  });

  it('is not taken over by a later process with the same number', function () {
    if (process.platform !== 'linux') this.skip();
    expect(identityOf(process.pid)).to.have.property('bornAt').that.matches(/^\d+$/);
    expect(isAlive({ pid: process.pid, bornAt: '1' })).to.be.false;
  });

  it('is judged by the number alone where the start is not known', () => {
    expect(isAlive({ pid: process.pid })).to.be.true;
  });

  it('lives also when it belongs to another user', () => {
    const kill = mock.method(process, 'kill', () => { throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' }); });
    try {
      expect(isAlive({ pid: process.pid })).to.be.true;
    } finally {
      kill.mock.restore();
    }
  });
});
