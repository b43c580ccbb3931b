import { join } from 'node:path';
import { ClusterClient } from '../client/cluster-client.ts';
import { isPerRun } from '../client/kinds.ts';
import type { KubeObject } from '../client/objects.ts';
import type { Use } from '../client/use.ts';
import type { RunContext, Verify } from '../lesson-process/run-context.ts';
import { NamespaceWatch } from './namespace-watch.ts';
import { readNamespace } from '../manifests/applied/read-namespace.ts';
import { namesOf } from '../manifests/contract.ts';
import type { ManifestFolders } from '../manifests/manifests.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { readContract } from '../manifests/read-contract.ts';
import { manifestText } from '../manifests/reading/decode.ts';
import { namesOfTests } from '../report/report-folder.ts';
import { StepScreen } from '../report/step-screen.ts';
import { explainVerify } from '../report/verify.ts';
import { writeReports } from '../report/write-reports.ts';
import { hideSecretsIn } from '../secrets/known-secrets.ts';
import { joinTexts, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import type { ExitCode, LessonResult, Results } from '../verdict/results.ts';
import { systemClock } from '../wait/clock.ts';
import { defined } from '../values/defined.ts';
import { exitCodeOf } from './exit-code.ts';
import type { Job, JobParts, RunFacts, Work } from './job.ts';
import { judgeAgain, type JudgeAgainOptions } from './judge-again.ts';
import { neverStarted, type EndedLesson, type LessonToRun } from './lesson-handle.ts';
import { learnersFolder } from './learners-folder.ts';
import { asTaught, findLessons, selectLessons } from './lessons.ts';
import { namespaceChanges } from './namespace-changes.ts';
import { newErrors } from './new-errors.ts';
import { scheduleLessons } from './schedule-lessons.ts';
import { requireKnownNames, requireThere, withOwnNames } from './told-names.ts';
import { verifyCommand } from './verify-again.ts';
import type { VerifyOptions } from './verify-options.ts';
import { kindAndName } from '../values/kind-and-name.ts';

const t = texts.verify;

/** Without these nothing can be judged; what else a test needs and may not do keeps only that test from being judged. */
const looks: readonly [apiVersion: string, kind: string, ...verbs: Use['verb'][]][] = [
  ['v1', 'Pod', 'list', 'watch'], ['v1', 'Event', 'list', 'watch'], ['v1', 'PersistentVolumeClaim', 'list', 'watch'], ['v1', 'ConfigMap', 'list'],
  ['v1', 'Secret', 'list'], ['v1', 'Service', 'list'], ['apps/v1', 'Deployment', 'list', 'watch'],
];

/** Differences that are named before the rest is only counted. */
const mostNamed = 4;

/** Milliseconds for a lesson in which the learner acts. */
const longestLessonMs = 3_600_000;

/** What a learner's namespace is judged by: what the lesson promises. */
const level = 'promise';

/** `npm run verify`: the specs of the lessons on what somebody has applied by hand. */
export class VerifyJob implements Job {
  readonly name = 'lessons';
  readonly reportNames = namesOfTests;
  readonly #options: VerifyOptions;
  readonly #parts: JobParts;
  #lessons: LessonToRun[] = [];
  #folders: ManifestFolders;
  /** Commands to see for oneself what was proved, by lesson. */
  readonly #tryIt = new Map<string, readonly string[]>();
  /** What became of the namespace meanwhile, and what of it could not be seen. */
  #told: Text[] = [];

  constructor(options: VerifyOptions, parts: JobParts) {
    this.#options = options;
    this.#parts = parts;
    const { ours, specs } = parts.folders;
    this.#folders = { dir: options.manifests ?? ours, ours, contracts: specs };
  }

  plan(): void {
    const { folders, terminal } = this.#parts;
    const { manifests, lessons } = this.#options;
    const all = findLessons(folders);
    this.#lessons = selectLessons(all, lessons).toSorted((a, b) => a.name.localeCompare(b.name));
    if (manifests !== undefined) this.#folders = { ...this.#folders, ...learnersFolder(manifests, all, lessons, folders.specs).folders };
    requireKnownNames(this.#options.names, all.flatMap(({ name }) => namesOf(readContract(folders.specs, name))));
    terminal.expect(this.#lessons.map(({ name }) => name), level, { steps: true });
  }

  /** Follows from no lesson: what tests do beyond looking is found out when they do it. */
  uses(): Promise<readonly Use[]> {
    const { namespace } = this.#options;
    const log: Use = { apiVersion: 'v1', kind: 'Pod', subresource: 'log', verb: 'get', namespace };
    return Promise.resolve([...looks.flatMap(([apiVersion, kind, ...verbs]) => verbs.map((verb) => ({ apiVersion, kind, verb, namespace }))), log]);
  }

  async work({ signal, bounds, context, results }: Work): Promise<void> {
    const { terminal, folders } = this.#parts;
    const { namespace, yes, watch, waitMs } = this.#options;
    const client = ClusterClient.forContext(context.cluster.kubeconfig, context.cluster.context);
    const { names: ownNames } = this.#options;
    const contractNames = this.#lessons.flatMap(({ name }) => namesOf(readContract(folders.specs, name)));
    const names = withOwnNames(contractNames.filter((id) => isPerRun(kindAndName(id).kind)), ownNames);
    const before = await readNamespace(client, namespace, names, signal);
    if (!watch) requireThere(ownNames, contractNames, before.objects, namespace);
    const told: Omit<RunContext, 'lesson'> & { verify: Verify } = { ...context, level, verify: { namespace, most: yes ? 'changes' : 'visits', unseen: before.unseen, ...defined({ waitMs }) }, manifests: { ...this.#folders, applied: { namespace, objects: before.objects, names: ownNames } } };
    if (watch) {
      await this.#watch({ client, names, signal, bounds, context: { ...told, verify: { ...told.verify, again: true } }, results });
      return;
    }
    const lessons = this.#found(before.objects);
    if (lessons.length === 0) throw new EnvironmentError('--namespace', t.noneApplied(namespace), t.noneAppliedHint(asTaught(this.#lessons).join(', '), namespace));
    const outcome = await scheduleLessons({
      // One lesson's pods must not be disturbed while another that stands on them is judged.
      lessons, jobs: yes || waitMs !== undefined ? 1 : 2, signal, bounds: { ...bounds, ...(waitMs === undefined ? {} : { testsMs: longestLessonMs }) }, context: told,
      watch: (lesson, event) => {
        if (event.type === 'try') this.#tryIt.set(lesson, event.commands);
        terminal.lesson(lesson, event);
      },
    });
    results.lessons.push(...outcome.results);
    results.errors.push(...newErrors(results.errors, outcome.errors));
    results.leftovers.push(...outcome.leftovers);
    const after = await readNamespace(client, namespace, names, signal);
    // What a learner has done meanwhile is no news to them.
    this.#told = [...(waitMs === undefined ? [changeLine(namespaceChanges(before.objects, after.objects), after.objects.length)] : []), ...(before.unseen.length === 0 ? [] : [t.unseen(before.unseen.join(', '))])];
  }

  /** Judges again and again until the signal ends it; what was judged last is the result. */
  async #watch({ client, names, signal, bounds, context, results }: Pick<Work, 'signal' | 'bounds' | 'results'> & { client: ClusterClient; names: readonly string[]; context: JudgeAgainOptions['context'] }): Promise<void> {
    const { terminal } = this.#parts;
    const { context: name, namespace: where } = this.#options;
    const last = new Map<string, EndedLesson>();
    const namespace = await NamespaceWatch.open(client, { namespace: where, names, clock: systemClock, signal });
    const lessons = await this.#untilFound(namespace);
    const named = new Map(lessons.map((lesson) => [lesson.name, this.#namesOf(lesson.name)]));
    const screen = new StepScreen(terminal, lessons.map((lesson) => lesson.name), { context: name, namespace: where, manifests: this.#folders.dir, hints: this.#options.hints });
    try {
      if (terminal.rows === undefined) terminal.tell(t.watchBegins(asTaught(lessons).join(', '), where));
      await judgeAgain({ lessons, names: (lesson) => named.get(lesson) ?? [], namespace, context, signal, bounds, clock: systemClock, watch: (lesson, news) => {
        if (news.type === 'try') this.#tryIt.set(lesson, news.commands);
        screen.take(lesson, news);
      } }, (ended) => { last.set(ended.result.name, ended); });
    } finally {
      screen.close();
      results.lessons.push(...lessons.map((lesson) => screen.resultOf(lesson.name) ?? neverStarted(lesson.name, signal)));
      for (const { errors, leftovers } of last.values()) {
        results.errors.push(...newErrors(results.errors, errors));
        results.leftovers.push(...leftovers);
      }
      for (const lesson of results.lessons) terminal.steps(lesson);
    }
  }

  /** Waits until something of a lesson is there, where none was named. Throws the reason of the watch's end. */
  async #untilFound(namespace: NamespaceWatch): Promise<LessonToRun[]> {
    for (let isFirst = true; ; isFirst = false) {
      const found = this.#found((await namespace.read()).objects);
      if (found.length > 0) return found;
      if (isFirst) this.#parts.terminal.tell(t.noneYet(this.#options.namespace));
      await namespace.next();
    }
  }

  /** The lessons that were named, or those of which something is there. */
  #found(objects: readonly KubeObject[]): LessonToRun[] {
    if (this.#options.lessons.length > 0) return this.#lessons;
    const there = new Set<string>(objects.map(({ kind, metadata }) => `${kind ?? ''}/${metadata?.name ?? ''}`));
    return this.#lessons.filter(({ name }) => this.#namesOf(name).some((id) => there.has(id)));
  }

  /** The objects that a lesson names, as the learner calls them. */
  #namesOf(lesson: string): ObjectName[] {
    return withOwnNames(namesOf(readContract(this.#parts.folders.specs, lesson)), this.#options.names);
  }

  unfinished(): readonly string[] {
    return [];
  }

  report({ results: known, durationMs, interrupted, place }: RunFacts): ExitCode {
    const { language } = this.#options;
    const { terminal } = this.#parts;
    const { dir } = this.#folders;
    const { schema, startedAt, ...rest } = known;
    const told = exitCodeOf({ ...known, level }, interrupted);
    const exitCode = told === 0 && known.lessons.every(nothingJudged) ? 2 : told;
    const results: Results = hideSecretsIn({ schema, startedAt, durationMs, exitCode, level, ...rest });
    const unwritten = place.reportDir === undefined ? undefined : writeReports(results, place.reportDir, language, { manifest: (file) => manifestText(join(dir, file)), again: ({ name }) => verifyCommand([name], this.#options) });
    if (unwritten !== undefined) results.errors.push(unwritten);
    terminal.conclude(results, { ...(unwritten === undefined ? place : {}), manifests: dir }, (all, telling) => explainVerify(all, {
      ...telling, context: this.#options.context, namespace: this.#options.namespace, told: this.#told, acted: this.#options.yes || this.#options.waitMs !== undefined, hints: this.#options.hints, tryIt: this.#tryIt, disturbing: (lessons) => verifyCommand(lessons, { ...this.#options, yes: true }),
    }));
    return exitCode;
  }
}

/** Whether nothing is known of a lesson but that it is there. */
function nothingJudged({ tests: [, ...tests] }: LessonResult): boolean {
  return tests.every(({ status }) => status === 'skipped');
}

function changeLine(changes: readonly Text[], objects: number): Text {
  if (changes.length === 0) return t.unchanged(objects);
  const rest = changes.length - mostNamed;
  return t.changed(joinTexts([...changes.slice(0, mostNamed), ...(rest > 0 ? [t.others(rest)] : [])], ', '));
}
