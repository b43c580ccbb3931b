import { expect } from 'chai';
import { Scheduler, type ScheduledLesson } from '../../harness/run/scheduler.ts';
import type { LessonKind } from '../../harness/lesson-process/events.ts';
import { settle } from '../wait/fake-clock.ts';

/** A lesson that does what the test says, when the test says it. */
class FakeLesson implements ScheduledLesson {
  readonly name: string;
  readonly #log: string[];
  readonly #loaded = Promise.withResolvers<LessonKind | 'ended'>();
  readonly #turn = Promise.withResolvers<'traffic' | 'cluster'>();
  readonly #tested = Promise.withResolvers<undefined>();
  readonly #gone = Promise.withResolvers<undefined>();
  readonly #end = Promise.withResolvers<undefined>();
  readonly loaded = this.#loaded.promise;
  readonly turnRequested = this.#turn.promise;
  readonly testsEnded = this.#tested.promise;
  readonly podsGone = this.#gone.promise;
  readonly ended = this.#end.promise;
  hasFailed = false;
  #over = false;

  constructor(name: string, log: string[]) {
    this.name = name;
    this.#log = log;
    log.push(`${name} starts`);
  }

  begin(): void { this.#log.push(`${this.name} begins`); }

  grantTurn(): boolean {
    if (!this.#over) this.#log.push(`${this.name} has its turn`);
    return !this.#over;
  }

  load(kind: LessonKind = 'shared'): void { this.#loaded.resolve(kind); }
  request(turn: 'traffic' | 'cluster' = 'traffic'): void { this.#turn.resolve(turn); }
  fail(): void { this.hasFailed = true; }
  endTests(): void { this.#tested.resolve(undefined); }
  removePods(): void { this.#gone.resolve(undefined); }

  end(): void {
    this.#over = true;
    this.#loaded.resolve('ended');
    this.endTests();
    this.removePods();
    this.#end.resolve(undefined);
  }
}

describe('Scheduler', () => {
  let log: string[];
  let started: FakeLesson[];
  let controller: AbortController;
  let isOver: boolean;

  /** Runs lessons of these names; what follows `=` is the spec where several lessons have the same. */
  function run(names: readonly string[], jobs: number): void {
    log = [];
    started = [];
    controller = new AbortController();
    isOver = false;
    const start = ({ name }: { name: string; specFile: string }): FakeLesson => {
      const lesson = new FakeLesson(name, log);
      started.push(lesson);
      return lesson;
    };
    const lessons = names.map((each) => ({ name: each, specFile: each.split('=')[1] ?? each }));
    void new Scheduler({ jobs, signal: controller.signal, start }).run(lessons).then(() => { isOver = true; });
  }

  function of(name: string): FakeLesson {
    const lesson = started.find((each) => each.name === name);
    if (lesson === undefined) throw new Error(`${name} has not been started: ${log.join(', ')}`);
    return lesson;
  }

  /** What has happened since the last call, once every promise that can settle has done so. */
  async function happened(): Promise<string[]> {
    await settle();
    return log.splice(0);
  }

  async function load(...names: string[]): Promise<void> {
    await settle();
    for (const name of names) of(name).load();
    await happened();
  }

  it('gives the slots in the order of the list, whichever lesson is loaded first', async () => {
    run(['a', 'b', 'c'], 2);
    await happened();
    of('c').load();
    of('b').load();
    expect(await happened(), 'a is first in line').to.deep.equal([]);
    of('a').load();
    expect(await happened()).to.deep.equal(['a begins', 'b begins']);
    of('b').endTests();
    expect(await happened()).to.deep.equal(['c begins']);
  });

  it('loads two more processes than lessons run, and another one when a lesson has given up its slot', async () => {
    run(['a', 'b', 'c', 'd', 'e'], 1);
    expect(await happened()).to.deep.equal(['a starts', 'b starts', 'c starts']);
    await load('a', 'b', 'c');
    of('a').endTests();
    expect(await happened()).to.have.members(['b begins', 'd starts']);
  });

  it('lets one lesson send traffic until its pods are gone', async () => {
    run(['a', 'b'], 2);
    await load('a', 'b');
    of('a').request();
    of('b').request();
    expect(await happened()).to.deep.equal(['a has its turn']);
    of('a').endTests();
    expect(await happened(), 'its pods are being deleted').to.deep.equal([]);
    of('a').removePods();
    expect(await happened()).to.deep.equal(['b has its turn']);
  });

  it('frees the slot of a lesson that waits for traffic, and of no second one', async () => {
    run(['a', 'b', 'c', 'd'], 2);
    await load('a', 'b', 'c', 'd');
    of('a').request();
    of('b').request();
    expect(await happened()).to.deep.equal(['a has its turn', 'c begins']);
    of('c').request();
    expect(await happened(), 'c keeps its slot').to.deep.equal([]);
  });

  it('lets the lesson that waited for traffic go on before another begins', async () => {
    run(['a', 'b', 'c', 'd'], 2);
    await load('a', 'b', 'c', 'd');
    of('a').request();
    of('b').request();
    await happened();
    of('a').endTests();
    expect(await happened(), 'the slot is kept for b').to.deep.equal([]);
    of('a').removePods();
    expect(await happened()).to.deep.equal(['b has its turn']);
    of('c').endTests();
    expect(await happened()).to.deep.equal(['d begins']);
  });

  it('gives back what a lesson held that ended while it waited for traffic', async () => {
    run(['a', 'b', 'c', 'd'], 1);
    await load('a', 'b', 'c');
    of('a').request();
    of('a').endTests();
    await happened();
    of('b').request();
    expect(await happened(), 'b waits, c has its slot').to.deep.equal(['c begins']);
    of('b').end();
    of('a').end();
    of('c').endTests();
    await load('d');
    of('d').request();
    expect(await happened()).to.deep.equal(['d has its turn']);
  });

  it('holds the slot of a failed lesson until its pods are gone, and its process slot until it has ended', async () => {
    run(['a', 'b', 'c', 'd'], 1);
    await load('a', 'b', 'c');
    of('a').fail();
    of('a').endTests();
    expect(await happened()).to.deep.equal([]);
    of('a').removePods();
    expect(await happened()).to.deep.equal(['b begins']);
    of('a').end();
    expect(await happened()).to.deep.equal(['d starts']);
  });

  it('runs exclusive lessons last and one by one; they prepare while the others end', async () => {
    run(['x', 'a', 'y', 'b'], 2);
    await happened();
    of('x').load('exclusive');
    of('y').load('exclusive');
    await load('a', 'b');
    expect(await happened(), 'a and b have the slots').to.deep.equal([]);
    of('a').endTests();
    expect(await happened(), 'prepares beside b').to.deep.equal(['x begins']);
    of('x').request('cluster');
    of('b').endTests();
    of('b').removePods();
    expect(await happened(), 'pods of a are still there').to.deep.equal([]);
    of('a').removePods();
    expect(await happened()).to.deep.equal(['x has its turn']);
    of('x').end();
    expect(await happened()).to.deep.equal(['y begins']);
    of('y').end();
    of('a').end();
    expect(isOver).to.equal(false);
    of('b').end();
    await settle();
    expect(isOver).to.equal(true);
  });

  it('gives light lessons slots of their own, as many again', async () => {
    run(['a', 'b', 'c', 'l', 'm', 'n'], 2);
    await happened();
    for (const name of ['l', 'm', 'n']) of(name).load('light');
    await load('a', 'b');
    expect(await happened(), 'c is not loaded yet, and first in line').to.deep.equal([]);
    of('c').load();
    expect(await happened()).to.deep.equal(['l begins', 'm begins']);
    of('l').endTests();
    expect(await happened(), 'c waits for a or b').to.deep.equal(['n begins']);
    of('a').endTests();
    expect(await happened()).to.deep.equal(['c begins']);
  });

  it('begins one light lesson fewer while a lesson has the traffic turn', async () => {
    run(['t', 'l', 'm', 'n', 'o'], 2);
    await happened();
    for (const name of ['l', 'm', 'n', 'o']) of(name).load('light');
    of('t').load();
    expect(await happened()).to.deep.equal(['t begins', 'l begins', 'm begins']);
    of('t').request();
    expect(await happened()).to.deep.equal(['t has its turn']);
    of('l').endTests();
    expect(await happened(), 'the slot of l is kept free').to.deep.equal([]);
    of('m').endTests();
    expect(await happened()).to.deep.equal(['n begins']);
    of('t').endTests();
    of('t').removePods();
    expect(await happened()).to.deep.equal(['o begins']);
  });

  it('runs light lessons with the others where lessons run one by one', async () => {
    run(['a', 'l', 'b'], 1);
    await happened();
    of('l').load('light');
    await load('a', 'b');
    expect(await happened(), 'a has the only slot').to.deep.equal([]);
    of('a').endTests();
    expect(await happened()).to.deep.equal(['l begins']);
    of('l').endTests();
    expect(await happened()).to.deep.equal(['b begins']);
  });

  it('does not load an exclusive spec again beside others: its further runs come at the very end', async () => {
    run(['x1=x', 'a', 'x2=x', 'b', 'c', 'x3=x'], 1);
    await happened();
    of('x1=x').load('exclusive');
    of('x2=x').load('exclusive');
    await load('a', 'b');
    of('a').end();
    await load('c');
    for (const name of ['b', 'c', 'x1=x']) {
      of(name).end();
      await settle();
    }
    expect(started.map(({ name }) => name), 'x2 was loaded before x1 was known to be exclusive').to.deep.equal(['x1=x', 'a', 'x2=x', 'b', 'c']);
    await happened();
    of('x2=x').end();
    expect(await happened()).to.deep.equal(['x3=x starts']);
    of('x3=x').load('exclusive');
    of('x3=x').request('cluster');
    expect(await happened()).to.deep.equal(['x3=x begins', 'x3=x has its turn']);
    of('x3=x').end();
    await settle();
    expect(isOver).to.equal(true);
  });

  it('starts no other lesson when the run is to end, and waits for those that have been started', async () => {
    run(['a', 'b', 'c', 'd'], 1);
    await load('a', 'b', 'c');
    controller.abort();
    of('a').end();
    of('b').end();
    await settle();
    expect(isOver).to.equal(false);
    of('c').end();
    await settle();
    expect(isOver).to.equal(true);
    expect(started.map(({ name }) => name)).to.deep.equal(['a', 'b', 'c']);
  });
});
