import type { LessonEvent } from '../lesson-process/events.ts';
import { secondsSoFar } from '../text/duration.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { LessonResult } from '../verdict/results.ts';

/** What the runner hears of a lesson, and what it does itself. */
export type LessonNews = LessonEvent
  /** Its tests may begin. */
  | { type: 'begun' }
  | { type: 'turnGranted' }
  | { type: 'closed'; outcome: LessonResult };

/** Milliseconds after which a reader of a log is told of a wait for the turn, of a clean-up, and that all goes on. */
const patience = { turn: 10_000, cleanUp: 3_000, any: 30_000 };

const t = texts.report.now;

interface Doing {
  what: 'test' | 'turn' | 'cleanUp' | 'other';
  title?: Text;
  step?: Text;
  since: number;
  told: boolean;
}

/** What each lesson does now, in the order in which they have begun. Times are in milliseconds. */
export class Progress {
  readonly #titles = new Map<string, readonly Text[]>();
  readonly #doing = new Map<string, Doing>();
  #lastSaid = 0;

  get isEmpty(): boolean {
    return this.#doing.size === 0;
  }

  take(lesson: string, news: LessonNews, now: number): void {
    const current = this.#doing.get(lesson);
    const goOn = (doing: Omit<Doing, 'since' | 'told'>): void => { this.#doing.set(lesson, { ...doing, since: now, told: false }); };
    switch (news.type) {
      case 'planned': this.#titles.set(lesson, news.tests); break;
      case 'begun': goOn({ what: 'other' }); break;
      case 'started': goOn({ what: 'test', title: this.#titles.get(lesson)?.find(({ en }) => en === news.title) ?? verbatim(news.title) }); break;
      case 'step': if (current !== undefined) current.step = news.text; break;
      case 'turnRequested': goOn({ ...current, what: 'turn' }); break;
      case 'turnGranted': if (current?.title !== undefined) goOn({ what: 'test', title: current.title }); break;
      case 'cleaning': goOn({ what: 'cleanUp' }); break;
      case 'ended': if (current?.what === 'test') goOn({ what: 'other' }); break;
      case 'closed': this.#doing.delete(lesson); break;
      case 'ask':
      case 'done by hand':
      case 'acts':
      case 'try':
      case 'podsGone':
      case 'leftover':
      case 'error':
      case 'note':
      case 'done': break;
    }
  }

  /** Something has been said, so nobody has to wonder. */
  said(now: number): void {
    this.#lastSaid = now;
  }

  /** Nothing has been said for so long that a reader of a log wonders. */
  isSilent(now: number): boolean {
    return now - this.#lastSaid >= patience.any;
  }

  /** What a terminal shows: a line for each lesson. */
  live(now: number): { lesson: string; text: Text }[] {
    return [...this.#doing].map(([lesson, doing]) => ({ lesson, text: describe(doing, now) }));
  }

  /** What a log is told at this time: waits that have become long, and every 30 s without a word what is going on. */
  due(now: number): { lesson: string; text: Text }[] {
    if (this.isSilent(now)) return this.live(now);
    return [...this.#doing].flatMap(([lesson, doing]) => {
      const isDue = !doing.told && (doing.what === 'turn' || doing.what === 'cleanUp') && now - doing.since >= patience[doing.what];
      if (!isDue) return [];
      doing.told = true;
      return [{ lesson, text: describe(doing, now) }];
    });
  }
}

function describe({ what, title, step, since }: Doing, now: number): Text {
  const time = secondsSoFar(now - since);
  const head = what === 'turn' ? t.turn : what === 'cleanUp' ? t.cleanUp : (title ?? t.between);
  return step === undefined || what === 'turn' ? t.doing(head, time) : t.doingStep(head, time, step);
}
