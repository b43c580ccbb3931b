import { join } from 'node:path';
import { expect } from 'chai';
import { compose, equivalencesOf, type Equivalence } from '../../../harness/mutants/equivalence/equivalences.ts';
import { equivalenceOperators } from '../../../harness/mutants/equivalence/operators.ts';
import { toFolder, type WrittenFolder } from '../../../harness/mutants/equivalence/written-folder.ts';
import { readFolder } from '../../../harness/mutants/manifest-folders.ts';
import { checkout } from '../../../harness/process/checkout.ts';
import { lessonsBegun } from '../../../harness/scaffold/lesson-parts.ts';
import { meaningOf } from './meaning.ts';

const manifests = join(checkout, 'manifests');
const lessons = lessonsBegun(checkout);
const folderOf = (lesson: string): WrittenFolder => toFolder(readFolder(manifests, lesson), lesson);
const all = new Map(lessons.map((lesson) => [lesson, equivalencesOf(folderOf(lesson), lesson)]));

/** Two of each operator of a lesson, those at its ends: many places of one operator say no more than these. */
const some = (lesson: string): Equivalence[] => [...Map.groupBy(all.get(lesson) ?? [], ({ operator }) => operator).values()].flatMap((own) => [...new Set([own[0], own.at(-1)])]).filter((each) => each !== undefined);

describe('equivalences of our manifests', function () {
  this.timeout(60_000);

  it('are made by every operator somewhere, and each has an id of its own', () => {
    const made = [...all.values()].flat();
    // Ours are written in the other of two ways.
    const inverse = ['secret-as-text', 'command-in-args', 'images-command-written', 'target-port-by-name', 'probe-port-by-name', 'backend-by-name', 'expressions-as-labels', 'native-as-sidecar'];
    expect(equivalenceOperators.map(({ name }) => name).filter((name) => !inverse.includes(name) && !made.some(({ operator }) => operator === name))).to.deep.equal([]);
    expect(new Set(made.map(({ fullId }) => fullId)).size).to.equal(made.length).and.to.be.at.least(300);
  });

  for (const lesson of lessons) {
    it(`${lesson}: say the same as the folder, each by itself and two by two`, () => {
      const folder = folderOf(lesson);
      const meaning = meaningOf(folder);
      const [first, ...rest] = some(lesson);
      for (const each of [first, ...rest]) if (each !== undefined) expect(meaningOf(compose(folder, [each]) as WrittenFolder), each.id).to.deep.equal(meaning);
      for (const [index, each] of rest.entries()) {
        const both = compose(folder, [each, rest[(index * 7 + 3) % rest.length] as Equivalence]);
        if (both !== undefined) expect(meaningOf(both), each.id).to.deep.equal(meaning);
      }
    });
  }
});
