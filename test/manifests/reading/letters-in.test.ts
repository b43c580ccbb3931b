import { expect } from 'chai';
import { lettersIn } from '../../../harness/manifests/reading/letters-in.ts';

describe('letters of a value', () => {
  it('are about those of its JSON', () => {
    for (const value of [{ kind: 'Pod', spec: { containers: [{ name: 'a', ports: [1, 2] }] } }, 'x'.repeat(1000), [], null]) {
      expect(lettersIn(value) / JSON.stringify(value).length, JSON.stringify(value)).to.be.within(0.5, 2.5);
    }
  });

  it('count what is there often as often, without looking at it again', () => {
    let value: unknown = 'x'.repeat(100);
    for (let level = 0; level < 20; level++) value = [value, value];
    expect(lettersIn(value)).to.be.above(100 * 2 ** 20);
  });
});
