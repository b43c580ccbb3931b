import { expect } from 'chai';
import { checkout } from '../../harness/process/checkout.ts';
import { lessonsBegun, missingParts } from '../../harness/scaffold/lesson-parts.ts';

describe('the parts of each lesson', () => {
  for (const lesson of lessonsBegun(checkout)) {
    it(`${lesson} has all of them`, () => {
      expect(missingParts(checkout, lesson)).to.deep.equal([]);
    });
  }
});
