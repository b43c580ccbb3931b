import type { Given } from '../../harness/lesson/given.ts';
import { askUntil } from '../checks/ask-until.ts';

/** A client inside the cluster, and what it says of a connection. */
export type Client = ReturnType<Given['client']>;
export type Verdict = Awaited<ReturnType<Client['reach']>>;

/** One connection that is tried again and again. */
export interface Question {
  /** Name of the client. */
  who: string;
  /** Name of what it connects to. */
  to: string;
  host: string;
  port: number;
  /** Whether it must succeed. */
  open: boolean;
}

export interface Answer {
  question: Question;
  verdict: Verdict;
}

/** Milliseconds for a connection that must not come about: nobody refuses it, so it ends with its deadline. */
const closedMs = 1_000;
/** Milliseconds for one that must: it comes about at once, and a busy machine has time. */
const openMs = 5_000;

/** Whether what became of a connection is what must become of it. What could not be asked is neither. */
export function isAsMeant({ question, verdict: { verdict } }: Answer): boolean {
  return question.open ? verdict === 'reached' : verdict === 'timed out' || verdict === 'refused';
}

/** Asks everything once, each client all of its questions at once. */
export async function ask(clients: ReadonlyMap<string, Client>, questions: readonly Question[]): Promise<Answer[]> {
  const answers = await Promise.all([...clients].map(async ([name, client]) => {
    const own = questions.filter(({ who }) => who === name);
    const verdicts = await client.connectAll(own.map(({ host, port, open }) => ({ host, port, deadlineMs: open ? openMs : closedMs })));
    return own.flatMap((question, n): Answer[] => (verdicts[n] === undefined ? [] : [{ question, verdict: verdicts[n] }]));
  }));
  return answers.flat();
}

/** What became of all questions. */
export interface Outcome {
  /** Milliseconds after which all was as it must be; undefined when it never was. */
  afterMs?: number;
  /** The last answer to each question. */
  answers: Answer[];
}

/**
 * Asks again and again until all is as it must be, for at most `withinMs`: nothing else shows that nodes have taken over a policy.
 * Who cannot ask ends it.
 */
export async function untilAsMeant(clients: ReadonlyMap<string, Client>, questions: readonly Question[], withinMs: number): Promise<Outcome> {
  const asMeant = (answers: readonly Answer[]): boolean => answers.every(isAsMeant);
  const { answer: answers, elapsedMs: afterMs } = await askUntil(
    () => ask(clients, questions),
    (all) => asMeant(all) || all.some(({ verdict }) => verdict.verdict === 'could not ask'),
    { withinMs },
  );
  return asMeant(answers) ? { afterMs, answers } : { answers };
}

/** Asks again and again for a time. Of each question the first answer that is not as it must be, else the last one. */
export async function whileAsking(clients: ReadonlyMap<string, Client>, questions: readonly Question[], forMs: number): Promise<Answer[]> {
  const startedAt = performance.now();
  const kept = new Map<Question, Answer>();
  do {
    for (const answer of await ask(clients, questions)) {
      const before = kept.get(answer.question);
      if (before === undefined || isAsMeant(before)) kept.set(answer.question, answer);
    }
  } while (performance.now() - startedAt < forMs);
  return [...kept.values()];
}

/** The answers to some of the questions. */
export function answersTo(answers: readonly Answer[], questions: readonly Question[]): Answer[] {
  return answers.filter(({ question }) => questions.some(({ who, to }) => who === question.who && to === question.to));
}

/** The same questions, all of which must succeed. */
export function allOpen(questions: readonly Question[]): Question[] {
  return questions.map((question) => ({ ...question, open: true }));
}

/**
 * When the first connection was tried that did not come about, as `performance.now()` tells time: one is tried after the other.
 * Undefined when all came about for `withinMs`, or nobody could ask.
 */
export async function closedAt(client: Client | undefined, { host, port }: Question, withinMs: number): Promise<number | undefined> {
  const startedAt = performance.now();
  while (client !== undefined && performance.now() - startedAt < withinMs) {
    const askedAt = performance.now();
    const { verdict } = await client.reach({ host, port, protocol: 'tcp' }, { deadlineMs: closedMs });
    if (verdict !== 'reached') return verdict === 'could not ask' ? undefined : askedAt;
  }
  return undefined;
}
