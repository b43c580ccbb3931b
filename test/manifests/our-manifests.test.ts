import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadLesson } from '../../harness/manifests/load.ts';
import { isManifestFile } from '../../harness/manifests/reading/unread.ts';
import { checkout } from '../../harness/process/checkout.ts';
import { lessonsBegun } from '../../harness/scaffold/lesson-parts.ts';

const manifests = join(checkout, 'manifests');

describe('manifests', () => {
  for (const lesson of lessonsBegun(checkout)) {
    describe(lesson, () => {
      it('names no namespace, so that a learner applies it to any', () => {
        const all = loadLesson(manifests, lesson);
        // A namespace that the lesson is about is brought by its folder.
        const own = all.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name);
        const elsewhere = all.filter((manifest) => {
          const namespace = manifest.get<string>('metadata.namespace');
          return namespace !== undefined && !own.includes(namespace);
        });
        expect(elsewhere.map(({ id }) => id)).to.deep.equal([]);
      });

      it('names every image with a version', () => {
        for (const image of imagesIn(lesson)) expect(image).to.match(/:(?!latest$)[\w.-]+$/);
      });
    });
  }
});

function imagesIn(lesson: string): string[] {
  const files = readdirSync(join(manifests, lesson)).filter(isManifestFile).map((file) => readFileSync(join(manifests, lesson, file), 'utf8'));
  return files.flatMap((text) => [...text.matchAll(/^\s+(?:- )?image: (\S+)$/gm)].map(([, image]) => image ?? ''));
}
