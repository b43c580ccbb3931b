import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkout } from '../../harness/process/checkout.ts';
import { controls, english, japanese, spec } from '../../harness/scaffold/templates.ts';

for (const page of ['docs/writing-a-lesson.md', 'docs/writing-a-lesson.ja.md']) describe(page, () => {
  const blocks = [...readFileSync(join(checkout, page), 'utf8').matchAll(/^```(ts|yaml)\n([\s\S]*?)^```$/gm)].map(([, , text = '']) => text);
  const [lesson, topic] = ['20-greeting', 'greeting'];

  for (const [what, text] of [
    ['English texts', `// specs/${lesson}.en.ts\n${english(topic)}`],
    ['Japanese texts', `// specs/${lesson}.ja.ts\n${japanese(lesson, topic)}`],
    ['spec', `// specs/${lesson}.spec.ts\n${spec(lesson, topic)}`],
    ['mutants', controls(topic)],
  ] as const) {
    it(`shows the ${what} that new-lesson writes`, () => { expect(blocks).to.include(text); });
  }
});
