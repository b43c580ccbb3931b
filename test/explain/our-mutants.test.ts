import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { LessonComparison, type PlacedObject } from '../../harness/explain/lesson-comparison.ts';
import { loadLesson } from '../../harness/manifests/load.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { allMutants } from '../../harness/mutants/generate.ts';
import { writeFolders } from '../../harness/manifests/folder-files.ts';
import { changedFolders } from '../../harness/mutants/manifest-folders.ts';
import { fieldsOf } from '../../harness/mutants/mutant.ts';
import { readCategories, readEquivalents, readMutants } from '../../harness/mutants/read-mutants.ts';
import { positionsOf } from '../../harness/mutants/same-place.ts';
import { checkout } from '../../harness/process/checkout.ts';

const folders = { mutants: join(checkout, 'mutants'), ours: join(checkout, 'manifests') };
/** One of so many is tried: what differs between two neighbours is mostly the operator. */
const every = 5;

const asManifests = (objects: readonly PlacedObject[]): Manifest[] => objects.map(({ object, lesson }) => new Manifest(object, undefined, lesson));

describe('the comparison of our mutants', () => {
  const dir = mkdtempSync(join(tmpdir(), 'explain-'));
  after(() => { rmSync(dir, { recursive: true }); });

  for (const lesson of ['02-logging', '04-mysql', '05-ingress']) {
    it(`finds the mutated field in ${lesson}, and can take back or take over each difference`, () => {
      const ours = loadLesson(folders.ours, lesson);
      const mutants = allMutants(folders.ours, readMutants(folders.mutants, lesson, readCategories(folders.mutants)), readEquivalents(folders.mutants))
        .filter(({ source, equivalent }, index) => source === 'operator' && equivalent === undefined && index % every === 0);
      for (const mutant of mutants) {
        const place = join(dir, String(mutants.indexOf(mutant)));
        writeFolders(changedFolders(folders.ours, mutant), place);
        const theirs = loadLesson(place, lesson);
        const comparison = new LessonComparison(ours, theirs);
        const inPositions = positionsOf(folders.ours, mutant);
        const changed = fieldsOf(mutant).map((field) => inPositions(mutant.object, field));
        const isNear = (field: string): boolean => changed.some((each) => each.startsWith(field) || field.startsWith(each));
        const isDefault = mutant.id.endsWith('persistentVolumeReclaimPolicy--remove');
        expect(comparison.differences.some(({ object, field }) => field === undefined || isNear(inPositions(object, field))), mutant.fullId).to.equal(!isDefault);
        expect(new LessonComparison(asManifests(comparison.with(comparison.differences)), theirs).differences, `${mutant.fullId}: all taken`).to.deep.equal([]);
        expect(new LessonComparison(ours, asManifests(comparison.with([]))).differences, `${mutant.fullId}: none taken`).to.deep.equal([]);
      }
    }).timeout(20_000);
  }
});
