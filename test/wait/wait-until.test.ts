import { verbatim, type Text } from '../../harness/text/language.ts';
import { expect } from 'chai';

import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Problem } from '../../harness/wait/problem.ts';
import type { ObservedSnapshot } from '../../harness/wait/snapshot.ts';
import { waitUntil } from '../../harness/wait/wait-until.ts';
import type { Timeline, Wait } from '../../harness/wait/wait-until.ts';
import { Queue } from '../../harness/wait/queue.ts';
import { FakeClock, settle } from './fake-clock.ts';

const image: Problem = { key: 'image', object: 'Deployment/web', field: 'spec.image', observed: verbatim('ErrImagePull: not found'), hint: { en: 'Check the image.', ja: '確認' }, graceMs: 3_000 };

class Trial {
  readonly clock = new FakeClock();
  readonly steps: Text[] = [];
  readonly timelines: Timeline[] = [];
  readonly #queue = new Queue<ObservedSnapshot<string>>();
  readonly #over = new AbortController();
  readonly outcome: Promise<unknown>;

  constructor(wait: Partial<Wait<string, string>> = {}, proved?: Set<string>, more?: string, field?: string) {
    const whole: Wait<string, string> = {
      object: 'Pod/web-1',
      state: verbatim('Ready'),
      withinMs: 10_000,
      watch: (signal) => this.#snapshots(signal),
      reached: (snapshot) => (snapshot === 'ready' ? 'it' : undefined),
      describe: (snapshot) => ({ en: `it is ${snapshot}`, ja: `${snapshot} です` }),
      problems: (snapshot) => (snapshot === 'bad' ? [image] : []),
      ...wait,
    };
    this.outcome = waitUntil(whole, {
      clock: this.clock,
      signal: this.#over.signal,
      step: (text) => this.steps.push(text),
      keep: (timeline) => this.timelines.push(timeline),
      locate: (object, field) => (object === 'Deployment/web' ? { object, ...(field === undefined ? {} : { field }), position: { file: 'a/1.yaml', line: 7 } } : undefined),
      learnersTerms: (text) => text,
      more: () => Promise.resolve(more === undefined ? undefined : { observed: verbatim(more), hint: verbatim('Look there.'), ...(field === undefined ? {} : { field }) }),
      ...(proved === undefined ? {} : { proved }),
    }).catch((error: unknown) => error);
  }

  async *#snapshots(signal: AbortSignal): AsyncGenerator<ObservedSnapshot<string>> {
    signal.addEventListener('abort', () => { this.#queue.fail(signal.reason); });
    for (;;) yield await this.#queue.next();
  }

  async see(snapshot: string): Promise<void> {
    this.#queue.push({ snapshot, at: this.clock.now() });
    await settle();
  }

  interrupt(): void {
    this.#over.abort(new Error('the run was told to end'));
  }

  async failure(): Promise<LessonFailure['failure']> {
    const error = await this.outcome;
    if (error instanceof LessonFailure) return error.failure;
    throw new Error(`no failure but ${String(error)}`);
  }
}

describe('a wait', () => {
  it('resolves when the state comes, and keeps its history', async () => {
    const trial = new Trial();
    await trial.see('new');
    await trial.clock.pass(500);
    await trial.see('new');
    await trial.see('ready');
    expect(await trial.outcome).to.equal('it');
    expect(trial.steps).to.deep.equal([{ en: 'waiting for Pod/web-1: Ready', ja: 'Pod/web-1 を待っています: Ready' }]);
    expect(trial.timelines[0]).to.deep.include({ outcome: { en: 'reached', ja: '到達しました' }, seen: [{ atMs: 0, what: { en: 'it is new', ja: 'new です' } }, { atMs: 500, what: { en: 'it is ready', ja: 'ready です' } }] });
  });

  it('says at its deadline what was last seen and since when', async () => {
    const trial = new Trial({ blame: { object: 'Deployment/web', field: 'spec.x', hint: verbatim('Look there.') } });
    await trial.clock.pass(2_000);
    await trial.see('slow');
    await trial.clock.pass(8_000);
    expect(await trial.failure()).to.deep.include({
      expected: 'Pod/web-1 Ready within 10 s',
      observed: 'after 10 s still: it is slow (since 2 s after the wait began)',
      object: 'Deployment/web',
      field: 'spec.x',
      file: 'a/1.yaml',
      line: 7,
      elapsedMs: 10_000,
      late: true,
      hint: 'Look there.',
      evidence: [],
      ja: { expected: '10 秒以内に Pod/web-1 が次の状態になること: Ready', observed: '10 秒経過した時点の状態: slow です (待ち始めて 2 秒後から)', hint: 'Look there.' },
    });
  });

  it('judges nothing before it has seen something, however late the server responds', async () => {
    const trial = new Trial();
    await trial.clock.pass(12_000);
    expect(trial.timelines).to.have.lengthOf(0);
    await trial.see('ready');
    expect(await trial.outcome).to.equal('it');
  });

  it('says what it has seen first when that was after its deadline', async () => {
    const trial = new Trial();
    await trial.clock.pass(12_000);
    await trial.see('slow');
    expect((await trial.failure()).observed).to.equal('after 12 s still: it is slow (since 12 s after the wait began)');
  });

  it('ends when it is told to, also when it has seen nothing', async () => {
    const trial = new Trial();
    trial.interrupt();
    expect(await trial.outcome).to.be.an('error').with.property('message', 'the run was told to end');
  });

  it('ends early when a problem lasts, and points at its field', async () => {
    const trial = new Trial({ blame: { object: 'Pod/web-1', hint: verbatim('not this one') } });
    await trial.see('bad');
    await trial.clock.pass(2_999);
    await trial.see('bad');
    await trial.clock.pass(1);
    expect(await trial.failure()).to.include({
      object: 'Deployment/web',
      field: 'spec.image',
      line: 7,
      observed: 'ErrImagePull: not found (after 3 s)',
      hint: 'Check the image.',
      elapsedMs: 3_000,
    });
  });

  it('adds what more is known about the problem', async () => {
    const trial = new Trial({}, undefined, 'its last log line: "no such option"');
    await trial.see('bad');
    await trial.clock.pass(3_000);
    expect(await trial.failure()).to.include({ observed: 'ErrImagePull: not found; its last log line: "no such option" (after 3 s)', hint: 'Look there. Check the image.' });
  });

  it('blames the field that is known then', async () => {
    const trial = new Trial({}, undefined, 'its last log line: "syntax error"', 'spec.args');
    await trial.see('bad');
    await trial.clock.pass(3_000);
    expect(await trial.failure()).to.include({ field: 'spec.args', line: 7 });
  });

  it('forgives a problem that passes', async () => {
    const trial = new Trial();
    await trial.see('bad');
    await trial.clock.pass(2_000);
    await trial.see('new');
    await trial.clock.pass(2_000);
    await trial.see('bad');
    await trial.clock.pass(2_000);
    await trial.see('ready');
    expect(await trial.outcome).to.equal('it');
  });

  it('does not wait out the same problem twice', async () => {
    const proved = new Set<string>();
    const first = new Trial({}, proved);
    await first.see('bad');
    await first.clock.pass(3_000);
    await first.failure();
    const second = new Trial({}, proved);
    await second.see('bad');
    expect((await second.failure()).elapsedMs).to.equal(0);
  });

  it('ends at once with a problem that is certain', async () => {
    const trial = new Trial({ problems: () => [{ ...image, graceMs: 0 }] });
    await trial.see('bad');
    expect((await trial.failure()).elapsedMs).to.equal(0);
  });

  it('uses what is in the way at the deadline, certain or not', async () => {
    const trial = new Trial({ withinMs: 1_000 });
    await trial.see('bad');
    await trial.clock.pass(1_000);
    expect((await trial.failure()).observed).to.equal('ErrImagePull: not found (at the deadline, after 1 s)');
  });

  it('never says timeout alone', async () => {
    const trial = new Trial();
    await trial.see('slow');
    await trial.clock.pass(10_000);
    expect(JSON.stringify(await trial.failure())).to.not.match(/time-?out/i);
  });

  it('ends with the reason of an interruption', async () => {
    const trial = new Trial();
    await trial.see('new');
    trial.interrupt();
    expect((await trial.outcome)).to.have.property('message', 'the run was told to end');
    expect(trial.timelines[0]?.outcome.en).to.equal('interrupted');
  });
});
