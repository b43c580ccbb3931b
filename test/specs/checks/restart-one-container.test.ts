import { expect } from 'chai';
import { otherName } from '../../../specs/checks/restart-one-container.ts';

describe('otherName', () => {
  const cases = [
    ['busybox:1.37', 'docker.io/library/busybox:1.37'],
    ['docker.io/library/busybox:1.37', 'busybox:1.37'],
    ['someone/tail:1', 'docker.io/someone/tail:1'],
    ['docker.io/someone/tail:1', 'someone/tail:1'],
    ['localhost:5000/busybox:1.37', 'busybox:1.37'],
    ['quay.io/someone/tail:1', 'busybox:1.37'],
  ] as const;
  for (const [name, other] of cases) {
    it(`calls ${name} ${other}`, () => {
      expect(otherName(name, 'busybox:1.37')).to.equal(other);
    });
  }
});
