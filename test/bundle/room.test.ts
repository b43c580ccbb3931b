import { tmpdir } from 'node:os';
import { expect } from 'chai';
import { ensureRoom } from '../../harness/bundle/room.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';

describe('ensureRoom', () => {
  it('says what is left and what is needed where there is too little', async () => {
    const error: unknown = await ensureRoom('/media/stick', 2_500_000_000, () => Promise.resolve(90_000_000)).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(EnvironmentError);
    expect(error).to.include({ where: '/media/stick', message: 'the disk is too full: 90 MB are left, about 2.5 GB are needed' });
  });

  it('asks the disk itself', async () => {
    await ensureRoom(tmpdir(), 1);
    expect(await ensureRoom(tmpdir(), 1e18).then(() => 'room', () => 'none')).to.equal('none');
  });
});
