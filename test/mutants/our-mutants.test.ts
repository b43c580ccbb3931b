import { join } from 'node:path';
import { expect } from 'chai';
import { allMutants, idleRules } from '../../harness/mutants/generate.ts';
import { readCategories, readEquivalents, readMutants } from '../../harness/mutants/read-mutants.ts';
import { checkout } from '../../harness/process/checkout.ts';
import { lessonsBegun } from '../../harness/scaffold/lesson-parts.ts';
import { unusedFolders } from './used-folders.ts';

const folder = join(checkout, 'mutants');
const manifests = join(checkout, 'manifests');
const categories = readCategories(folder);
const lessons = lessonsBegun(checkout);

describe('our mutants', function () {
  this.timeout(60_000);
  const common = readEquivalents(folder);
  const idle = new Set(common);
  for (const lesson of lessons) {
    it(`${lesson}: every change can be made in a folder that the lesson uses, and every rule about operators still fits one`, () => {
      const listed = readMutants(folder, lesson, categories);
      for (const variant of [...listed.mutants, ...listed.neutral]) {
        expect(unusedFolders(variant), variant.fullId).to.deep.equal([]);
      }
      const all = allMutants(manifests, listed, common);
      const unfit = idleRules(all, common);
      for (const rule of common) if (!unfit.includes(rule)) idle.delete(rule);
      expect(idleRules(all, listed.rules), 'rules that fit nothing').to.deep.equal([]);
      expect(new Set(all.map(({ fullId }) => fullId)).size, 'ids are unique').to.equal(all.length);
    });
  }

  it('equivalents.yaml: every rule fits a mutant of some lesson', () => {
    expect([...idle]).to.deep.equal([]);
  });
});
