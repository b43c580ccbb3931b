import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';

const specs = join(import.meta.dirname, '../../specs');
const lessons = readdirSync(specs).flatMap((name) => /^(\d.*)\.hints\.yaml$/.exec(name)?.[1] ?? []);

const shared = hintsOf('shared');

describe('hints', () => {
  for (const lesson of [...lessons, 'shared']) {
    describe(lesson, () => {
      const hints = hintsOf(lesson);

      it('are there in English and in Japanese', () => {
        for (const [key, texts] of Object.entries(hints)) {
          expect(texts, key).to.be.an('object').with.all.keys('en', 'ja');
          const { en, ja } = texts as { en: string; ja: string };
          expect(en, key).to.match(/^[A-Z][^\n]*[.]$/);
          expect(ja, key).to.match(/[ぁ-ん][^\n]*[。]$/);
        }
      });

      if (lesson !== 'shared') it('have every key that the spec asks for, or lessons share it', () => {
        const asked = [...textOf(lesson).matchAll(/(?:hint\(|hint: |blame\(stream\d?, |\.to[A-Z]\w+\(.*)'([a-z-]+)'/g)].map(([, key]) => key ?? '');
        expect(Object.keys({ ...shared, ...hints })).to.include.members([...new Set(asked)]);
      });
    });
  }
});

function hintsOf(name: string): Record<string, unknown> {
  return parse(readFileSync(join(specs, `${name}.hints.yaml`), 'utf8')) as Record<string, unknown>;
}

function textOf(lesson: string): string {
  return readFileSync(join(specs, `${lesson}.spec.ts`), 'utf8');
}
