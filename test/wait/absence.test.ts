import { expect } from 'chai';

import { verbatim } from '../../harness/text/language.ts';
import type { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { watchAbsence } from '../../harness/wait/absence.ts';
import { Queue } from '../../harness/wait/queue.ts';
import { FakeClock } from './fake-clock.ts';

describe('watching for an absence', () => {
  const begin = () => {
    const clock = new FakeClock();
    const queue = new Queue<string[]>();
    const steps: string[] = [];
    let ended = false;
    const watching = watchAbsence<string[]>(
      {
        what: verbatim('Pod/alone'), forMs: 5_000,
        watch: async function* (signal) {
          signal.addEventListener('abort', () => { queue.fail(signal.reason); });
          try {
            for (;;) yield { snapshot: await queue.next(), at: clock.now() };
          } finally {
            ended = true;
          }
        },
        present: (names) => (names.includes('alone') ? verbatim('alone') : undefined),
        location: { object: 'Pod/alone', hint: { en: 'A bare pod does not come back.', ja: '単独の Pod は戻りません。' } },
      },
      { clock, signal: new AbortController().signal, step: ({ en }) => { steps.push(en); } },
    );
    return { clock, queue, steps, watching, ended: () => ended };
  };

  it('resolves when nothing has come by the end of the window, whatever else came', async () => {
    const { clock, queue, steps, watching, ended } = begin();
    queue.push([]);
    queue.push(['another']);
    await clock.pass(5_000);
    await watching;
    expect(ended(), 'the watch is closed').to.equal(true);
    expect(steps).to.deep.equal(['watching for 5 s that there is no Pod/alone']);
  });

  it('fails as soon as it has come', async () => {
    const { clock, queue, watching } = begin();
    queue.push([]);
    await clock.pass(2_000);
    queue.push(['alone']);
    const error: unknown = await watching.catch((thrown: unknown) => thrown);
    expect((error as LessonFailure).failure).to.deep.include({
      expected: 'no Pod/alone for 5 s', observed: 'alone after 2 s', object: 'Pod/alone', elapsedMs: 2_000, hint: 'A bare pod does not come back.',
      ja: { expected: '5 秒間、Pod/aloneが現れないこと', observed: '2 秒後に現れたもの: alone', hint: '単独の Pod は戻りません。' },
    });
  });
});
