import { expect } from 'chai';
import { Progress } from '../../harness/report/progress.ts';
import { verbatim } from '../../harness/text/language.ts';

describe('the progress of lessons', () => {
  const texts = (lines: { lesson: string; text: { en: string; ja: string } }[], language: 'en' | 'ja' = 'en'): string[] => lines.map(({ lesson, text }) => `${lesson}: ${text[language]}`);

  function begun(): Progress {
    const progress = new Progress();
    progress.take('04-mysql', { type: 'planned', tests: [{ en: 'keeps the row', ja: '行が残る' }], kind: 'shared' }, 0);
    progress.take('04-mysql', { type: 'begun' }, 0);
    progress.take('04-mysql', { type: 'started', title: 'keeps the row' }, 1_000);
    progress.said(1_000);
    return progress;
  }

  it('is the test that runs, how long, and its last step', () => {
    const progress = begun();
    expect(texts(progress.live(3_500))).to.deep.equal(['04-mysql: keeps the row 2 s']);
    progress.take('04-mysql', { type: 'step', text: verbatim('waiting for Pod/db') }, 4_000);
    expect(texts(progress.live(6_000), 'ja')).to.deep.equal(['04-mysql: 行が残る 5 s: waiting for Pod/db']);
  });

  it('is nothing before a lesson has begun and after it has ended', () => {
    const progress = new Progress();
    progress.take('04-mysql', { type: 'planned', tests: [], kind: 'shared' }, 0);
    expect(progress.live(1_000)).to.deep.equal([]);
    progress.take('04-mysql', { type: 'begun' }, 1_000);
    progress.take('04-mysql', { type: 'closed', outcome: { name: '04-mysql', startedAt: '', durationMs: 0, tests: [] } }, 2_000);
    expect(progress.isEmpty).to.equal(true);
  });

  it('tells a log once of a wait for the turn that lasts more than 10 s, and counts the test anew when the turn has come', () => {
    const progress = begun();
    progress.take('04-mysql', { type: 'turnRequested', turn: 'traffic' }, 2_000);
    expect(progress.due(11_999)).to.deep.equal([]);
    expect(texts(progress.due(12_000))).to.deep.equal(['04-mysql: waiting for its turn 10 s']);
    expect(progress.due(13_000)).to.deep.equal([]);
    progress.take('04-mysql', { type: 'turnGranted' }, 20_000);
    expect(texts(progress.live(21_000))).to.deep.equal(['04-mysql: keeps the row 1 s']);
  });

  it('tells a log of a clean-up that lasts more than 3 s', () => {
    const progress = begun();
    progress.take('04-mysql', { type: 'cleaning' }, 5_000);
    expect(progress.due(7_999)).to.deep.equal([]);
    expect(texts(progress.due(8_000))).to.deep.equal(['04-mysql: cleaning up 3 s']);
  });

  it('tells a log what is going on when nothing was said for 30 s', () => {
    const progress = begun();
    expect(progress.due(30_999)).to.deep.equal([]);
    expect(texts(progress.due(31_000))).to.deep.equal(['04-mysql: keeps the row 30 s']);
    progress.said(31_000);
    expect(progress.due(60_000)).to.deep.equal([]);
  });
});
