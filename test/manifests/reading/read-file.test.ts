import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readFile } from '../../../harness/manifests/reading/read-file.ts';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';

describe('reading a file of a folder', () => {
  it('says that its name is not UTF-8, where that is why nobody can open it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'read-file-'));
    try {
      // "é.yaml" in Latin-1.
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xe9]), Buffer.from('.yaml')]), 'a: b');
      const [name = ''] = readdirSync(folder);
      let failure: LessonFailure | undefined;
      try {
        readFile(folder, name, []);
      } catch (error) {
        failure = error as LessonFailure;
      }
      expect(failure).to.be.instanceOf(LessonFailure);
      expect(failure?.failure.observed).to.equal('a file whose name is not UTF-8');
      expect(failure?.failure.ja.observed).to.equal('名前が UTF-8 ではないファイル');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
