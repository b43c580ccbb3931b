import { expect } from 'chai';
import { hardlyAnythingOf } from '../../../specs/resources/hardly-anything.ts';

describe('a quota that has hardly anything', () => {
  const refusal = (limited: string): string => `pods "first" is forbidden: exceeded quota: budget, requested: pods=1,requests.memory=24Mi, used: pods=0,requests.memory=0, limited: ${limited}`;

  it('is one whose memory no pod could run with', () => {
    expect(hardlyAnythingOf(refusal('requests.memory=64m'))).to.equal('requests.memory');
    expect(hardlyAnythingOf(refusal('pods=3,memory=64'))).to.equal('memory');
  });

  it('is none that has some, or is about something else', () => {
    for (const limited of ['requests.memory=20Mi', 'requests.cpu=64m', 'pods=0']) expect(hardlyAnythingOf(refusal(limited)), limited).to.equal(undefined);
    expect(hardlyAnythingOf('pods "first" is forbidden: failed quota')).to.equal(undefined);
  });
});
