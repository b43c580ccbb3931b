import { join } from 'node:path';
import { expect } from 'chai';
import { LessonComparison } from '../../../harness/explain/lesson-comparison.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { unexported } from '../../../harness/manifests/reading/exported.ts';
import { parseSources } from '../../../harness/manifests/source.ts';
import { compose, equivalencesOf } from '../../../harness/mutants/equivalence/equivalences.ts';
import { toFolder, type WrittenFolder } from '../../../harness/mutants/equivalence/written-folder.ts';
import { readFolder } from '../../../harness/mutants/manifest-folders.ts';
import { checkout } from '../../../harness/process/checkout.ts';
import { lessonsBegun } from '../../../harness/scaffold/lesson-parts.ts';

/** What these have made is shown to a learner as a difference all the same: other objects, containers or words are there to be seen. */
const shown = [
  'args-in-command', 'program-in-command', 'entrypoint-written', 'container-behind', 'container-before', 'init-container', 'native-sidecar', 'container-renamed', 'service-port-renamed',
  'mounted-by-sub-path', 'keys-as-items', 'projected', 'config-in-base64', 'env-by-variable', 'tcp-probe-as-exec', 'probe-in-shell',
  'probe-with-header', 'pods-in-percent', 'percent-in-pods', 'node-as-affinity',
  // Of a Namespace, whose labels and annotations admission reads.
  'more-labels', 'more-annotations',
];

const manifestsOf = ({ files }: WrittenFolder, lesson: string): Manifest[] =>
  files.flatMap(({ objects, name }) => objects.flatMap((object) => parseSources(JSON.stringify(object), name).flatMap((source) => {
    const { value, madeBy } = unexported(source.value() as Record<string, unknown>);
    return madeBy === undefined ? [new Manifest(value, source, lesson)] : [];
  })));

describe('what is told to differ from the lesson', function () {
  this.timeout(60_000);
  const seen = new Set<string>();

  for (const lesson of lessonsBegun(checkout)) {
    it(`${lesson}: is nothing that an equivalence operator has made, but what is there to be seen`, () => {
      const folder = toFolder(readFolder(join(checkout, 'manifests'), lesson), lesson);
      const ours = manifestsOf(folder, lesson);
      const told = equivalencesOf(folder, lesson).filter((equivalence) => {
        const theirs = manifestsOf(compose(folder, [equivalence]) as WrittenFolder, lesson);
        return new LessonComparison(ours, theirs).differences.length > 0;
      });
      for (const { operator } of told) seen.add(operator);
      expect(told.filter(({ operator }) => !shown.includes(operator)).map(({ id }) => id)).to.deep.equal([]);
    });
  }

  it('is all of that somewhere', () => {
    expect([...seen]).to.have.members(shown);
  });
});
