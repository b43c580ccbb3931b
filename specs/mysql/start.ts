import type { Pod as PodObject } from '../../harness/client/objects.ts';
import type { Blame, Given, LessonNamespace, Pod, WaitOptions } from '../../harness/lesson/given.ts';
import { joinTexts, verbatim } from '../../harness/text/language.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { Database } from './database.ts';
import { faultAt, listeningFault, type ListeningFault } from './listening.ts';
import { databaseAnswers } from './query.ts';
import { listeningServer, startFault } from './server-log.ts';
import { startBlame } from './start-blame.ts';
import { t } from './texts.ts';

/** Milliseconds for the first start, which prepares the data folder. */
const startMs = 60_000;

/** The only pod of the database, when it is ready. Throws LessonFailure. */
export async function readyPod(given: Given, place: LessonNamespace, options: WaitOptions = {}): Promise<Pod> {
  const database = Database.of(given);
  const [pod] = await database.in(place).pods().ready(1, { ...options, blame: { on: database.manifest, field: database.path, hint: t.hints.notReady } });
  return pod as Pod;
}

/** The only pod of the database, when its server answers. Throws LessonFailure about what the server says is in its way. */
export async function answeringPod(given: Given, place: LessonNamespace, options: WaitOptions = {}): Promise<Pod> {
  return await withCause(given, place, async () => {
    const pod = await readyPod(given, place, options);
    await databaseAnswers(given, place);
    return pod;
  });
}

/**
 * The same at the first start, which has nothing to wait for. A server that runs where nobody asks it, so that its pod does
 * not get ready, is not waited for.
 */
export async function firstStart(given: Given, place: LessonNamespace): Promise<Pod> {
  return await withCause(given, place, async () => await Promise.race([answeringPod(given, place, { starts: 'alone' }), elsewhere(given, place)]));
}

/** Throws LessonFailure as soon as the server says that it listens where no client comes; never resolves. */
async function elsewhere(given: Given, place: LessonNamespace): Promise<never> {
  // What keeps the pod from starting is the other wait's to tell.
  const fault = await faultOfFirst(given, place).catch(noAnswer);
  if (fault !== undefined) given.fail({ ...fault, expected: t.listens.expected });
  return await new Promise<never>(() => undefined);
}

async function faultOfFirst(given: Given, place: LessonNamespace): Promise<ListeningFault | undefined> {
  const database = Database.of(given);
  const pods = database.in(place).pods();
  const { container } = database;
  await place.until<PodObject, true>({
    apiVersion: 'v1', kind: 'Pod', state: t.listens.started, within: startMs, blame: { on: database.manifest },
    seen: (all) => (all.some(({ status }) => [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].some(({ name, state }) => name === container && state?.running !== undefined)) ? true : undefined),
  });
  const [pod] = await pods.now();
  if (pod === undefined) return undefined;
  const lines = await database.server(pod).lines({ until: (_, all) => listeningServer(all.map(({ text }) => text)) !== undefined, state: t.listens.ready, within: startMs });
  const state = listeningServer(lines.map(({ text }) => text));
  return state === undefined ? undefined : await faultAt(given, database, pod, state.port);
}

/** Runs a check of the database. What fails is told with the cause that the server's log or its variables give, where they do. */
export async function withCause<T>(given: Given, place: LessonNamespace, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof LessonFailure) || explained.has(error)) throw error;
    const cause = await causeOf(given, place, wasEnded.test(error.failure.field ?? ''));
    if (cause === undefined) throw error;
    const { failure } = error;
    const observed = { en: failure.observed, ja: failure.ja.observed };
    try {
      given.fail({
        ...cause.blame,
        expected: { en: failure.expected, ja: failure.ja.expected },
        observed: failure.observed.includes(cause.said.en) ? observed : joinTexts([observed, cause.said], '; '),
        elapsedMs: failure.elapsedMs,
      });
    } catch (better) {
      if (better instanceof LessonFailure) explained.add(better);
      throw better;
    }
  }
}

/** Failures that have their cause. */
const explained = new WeakSet<LessonFailure>();

/** Fields for which kubelet or the kernel ends a server: what the next one finds half done, and complains of, comes of that. */
const wasEnded = /\.(?:livenessProbe|startupProbe|resources\.limits)\b/;

async function causeOf(given: Given, place: LessonNamespace, ended: boolean): Promise<{ blame: Blame; said: { en: string; ja: string } } | undefined> {
  const database = Database.of(given);
  for (const pod of ended ? [] : await database.in(place).pods().now()) {
    for (const previous of [true, false]) {
      const fault = startFault(await linesOf(database, pod, previous));
      if (fault !== undefined) return { blame: startBlame(given, database, fault), said: t.serverSays(verbatim(fault.said.trim())) };
    }
  }
  const fault = await listeningFault(given, place, database).catch(noAnswer);
  return fault === undefined ? undefined : { blame: fault, said: fault.observed };
}

/** What the server has written in its present life or in the one before; nothing where there is none. */
async function linesOf(database: Database, pod: Pod, previous: boolean): Promise<string[]> {
  if (previous && (pod.status(database.container)?.restartCount ?? 0) === 0) return [];
  const lines = await database.server(pod).lines({ previous }).catch(() => []);
  return lines.map(({ text }) => text);
}

/** A server that cannot be asked explains nothing. */
function noAnswer(): undefined {
  return undefined;
}
