import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Turn } from '../lesson-process/annotations.ts';
import type { LessonKind } from '../lesson-process/events.ts';
import { LessonSlot } from './lesson-slot.ts';
import { Slots } from './slots.ts';

/** A lesson whose process has been started, as far as the scheduler steers it. No promise rejects. */
export interface ScheduledLesson {
  /** What it needs of the cluster; `ended`: its process ended before the spec was loaded. */
  readonly loaded: Promise<LessonKind | 'ended'>;
  /** Resolves when it waits for its turn; never, when it does not get so far. */
  readonly turnRequested: Promise<Turn>;
  /** Resolves when its tests are over, at the latest with {@link ended}. */
  readonly testsEnded: Promise<unknown>;
  /** Resolves when nothing of it runs on the cluster any more, at the latest with {@link ended}. */
  readonly podsGone: Promise<unknown>;
  readonly ended: Promise<unknown>;
  /** Whether a test has failed so far. */
  readonly hasFailed: boolean;
  /** Starts the tests; does nothing when the process has ended. */
  begin: () => void;
  /** Gives it the turn that it has requested. False when its process has ended meanwhile. */
  grantTurn: () => boolean;
}

export interface SchedulerOptions<L> {
  /** Lessons side by side. */
  jobs: number;
  /** Aborted when no other lesson may be started. */
  signal: AbortSignal;
  /** Starts a lesson's process, which loads the spec. */
  start: (lesson: L) => ScheduledLesson;
}

/** Processes beyond those of the lessons that run: they load ahead. */
const loadedAhead = 2;

/** A lesson that shares the cluster, and what it holds. */
interface SharedLesson {
  lesson: ScheduledLesson;
  slot: LessonSlot;
  /** Lets another process be started. */
  releaseProcess: () => void;
  hasTrafficTurn: boolean;
}

/**
 * Decides which lesson runs when. What lessons share: lesson slots, process slots, the traffic turn and the whole cluster.
 *
 * 1. As many lessons run side by side as there are slots. They get them in the order of the list, whichever is loaded first.
 * 2. Two more processes than that are loaded ahead: a lesson begins the moment another one's tests end, also when the first
 *    in line has to wait.
 * 3. One lesson at a time has the traffic turn, until its pods are gone: deleting them would slow the next one's traffic.
 * 4. Waiting for traffic frees the slot, but of one lesson at a time: pods that stand and wait need room as well. It goes on
 *    before any other lesson begins.
 * 5. A failed lesson holds its slot until its pods are gone (what has failed may still be starting), and its process slot
 *    until it has ended: many may fail one after the other.
 * 6. Exclusive lessons run last, one by one. They prepare while the others end, and get the cluster when all their pods are gone.
 * 7. A lesson that says so takes several slots, all of them at most: its pods need the room of as many lessons.
 * 8. A spec that is known to be exclusive is not loaded again beside others: its further runs come at the very end.
 * 9. Light lessons wait more than they compute: they have slots of their own, as many again, and none where lessons run one
 *    by one.
 * 10. The lesson with the traffic turn has one of these as well, as soon as it is free: pods that respond to traffic need the
 *    processors that a fourth lesson beside them would take.
 */
export class Scheduler<L extends { specFile: string; places?: number }> {
  readonly #options: SchedulerOptions<L>;
  readonly #processSlots: Slots;
  readonly #lessonSlots: Slots;
  readonly #lightSlots: Slots;
  readonly #trafficTurn = new Slots(1);
  readonly #shared: ScheduledLesson[] = [];
  readonly #exclusive: ScheduledLesson[] = [];
  readonly #exclusiveSpecs = new Set<string>();
  readonly #postponed: L[] = [];

  constructor(options: SchedulerOptions<L>) {
    this.#options = options;
    const lightJobs = options.jobs > 1 ? options.jobs : 0;
    this.#processSlots = new Slots(options.jobs + lightJobs + loadedAhead);
    this.#lessonSlots = new Slots(options.jobs);
    this.#lightSlots = lightJobs > 0 ? new Slots(lightJobs) : this.#lessonSlots;
  }

  /** Resolves when every lesson that was started has ended. */
  async run(lessons: readonly L[]): Promise<void> {
    await this.#beginShared(lessons);
    await this.#runExclusive();
    await Promise.all(this.#shared.map(({ ended }) => ended));
    await this.#runPostponed();
  }

  /** Starts them all; resolves when the last of those that share the cluster has begun. */
  async #beginShared(lessons: readonly L[]): Promise<void> {
    const begun: Promise<void>[] = [];
    let inLine: Promise<unknown> = Promise.resolve();
    for (const each of lessons) {
      const releaseProcess = await this.#processSlots.take();
      if (this.#options.signal.aborted) break;
      if (this.#exclusiveSpecs.has(each.specFile)) {
        this.#postponed.push(each);
        releaseProcess();
        continue;
      }
      const lesson = this.#options.start(each);
      const loaded = inLine.then(() => lesson.loaded);
      inLine = loaded;
      begun.push(loaded.then(async (kind) => {
        if (kind !== 'exclusive') await this.#begin(lesson, new LessonSlot(kind === 'light' ? this.#lightSlots : this.#lessonSlots, each.places), releaseProcess);
        else {
          this.#exclusive.push(lesson);
          this.#exclusiveSpecs.add(each.specFile);
          releaseProcess();
        }
      }));
    }
    await Promise.all(begun);
  }

  async #begin(lesson: ScheduledLesson, slot: LessonSlot, releaseProcess: () => void): Promise<void> {
    const shared: SharedLesson = { lesson, slot, releaseProcess, hasTrafficTurn: false };
    await slot.take();
    lesson.begin();
    this.#shared.push(lesson);
    void this.#grantTraffic(shared);
    void this.#releaseAtEnd(shared);
  }

  async #grantTraffic(shared: SharedLesson): Promise<void> {
    const { lesson, slot } = shared;
    await lesson.turnRequested;
    const endTurn = this.#trafficTurn.takeNow() ?? await this.#waitForTraffic(slot);
    void lesson.podsGone.then(endTurn);
    void this.#keepLightSlot(lesson.podsGone);
    shared.hasTrafficTurn = true;
    if (!lesson.grantTurn()) slot.free();
  }

  async #waitForTraffic(slot: LessonSlot): Promise<() => void> {
    const stepsAside = !this.#trafficTurn.isAwaited;
    if (stepsAside) slot.free();
    const endTurn = await this.#trafficTurn.take();
    if (stepsAside) await slot.take({ first: true });
    return endTurn;
  }

  async #keepLightSlot(over: Promise<unknown>): Promise<void> {
    if (this.#lightSlots === this.#lessonSlots) return;
    const release = await this.#lightSlots.take({ first: true });
    await over;
    release();
  }

  async #releaseAtEnd(shared: SharedLesson): Promise<void> {
    const { lesson, slot, releaseProcess } = shared;
    await lesson.testsEnded;
    if (shared.hasTrafficTurn && this.#trafficTurn.isAwaited) {
      // The slot is for the lesson that has waited for this one's traffic to end: it must have asked for it by then.
      await lesson.podsGone;
      await nextTurn();
    }
    if (lesson.hasFailed) await lesson.podsGone;
    slot.free();
    if (lesson.hasFailed) await lesson.ended;
    releaseProcess();
  }

  async #runExclusive(): Promise<void> {
    const othersGone = Promise.all(this.#shared.map(({ podsGone }) => podsGone));
    for (const lesson of this.#exclusive) {
      const releaseSlot = await this.#lessonSlots.take();
      lesson.begin();
      void this.#grantCluster(lesson, othersGone);
      await lesson.ended;
      releaseSlot();
    }
  }

  async #grantCluster(lesson: ScheduledLesson, othersGone: Promise<unknown>): Promise<void> {
    await lesson.turnRequested;
    await othersGone;
    lesson.grantTurn();
  }

  async #runPostponed(): Promise<void> {
    for (const each of this.#postponed) {
      if (this.#options.signal.aborted) break;
      const lesson = this.#options.start(each);
      await lesson.loaded;
      lesson.begin();
      void this.#grantCluster(lesson, Promise.resolve());
      await lesson.ended;
    }
  }
}
