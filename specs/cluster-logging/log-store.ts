import type { AxiosInstance } from 'axios';
import type { Given } from '../../harness/lesson/given.ts';
import { verbatim } from '../../harness/text/language.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { askUntil } from '../checks/ask-until.ts';
import { toldAgain } from '../checks/told-again.ts';
import { t } from './texts.ts';

/** A numbered line that was found. */
export interface FoundLine {
  number: number;
  /** When the container runtime took it, in milliseconds since the epoch. */
  time: number;
}

/** What a line says about where it comes from, by the names of OpenTelemetry's conventions; empty where it says nothing. */
export interface Origin {
  namespace: string;
  pod: string;
  container: string;
  node: string;
  stream: string;
}

/** What is asked of whatever keeps the lines. Another program takes its place with another class. */
export interface LogStore {
  /** Where the lines of a pod come from, and how many of each; grouped by the stream that the text names as well. */
  origins(pod: string): Promise<(Origin & { saysStream: string; lines: number })[]>;
  /** Lines `line <number> …` of a pod from a number on, as often as each is there. */
  lines(pod: string, from?: number): Promise<FoundLine[]>;
  /** How many of the lines of a pod that are numbered up to `most` there are, doubled ones counted once and in all. */
  count(pod: string, most: number): Promise<{ all: number; different: number }>;
  /** Texts of the lines of a pod that hold a word. */
  texts(pod: string, word: string): Promise<string[]>;
  /** Namespaces of all lines. */
  namespaces(): Promise<string[]>;
}

/** Milliseconds for one question: 50,000 lines are a few megabytes. */
const deadlineMs = 20_000;

/** The port at which it is asked. */
export const port = 9428;

/** VictoriaLogs, asked in LogsQL by HTTP. */
export class VictoriaLogs implements LogStore {
  readonly #given: Given;
  readonly #web: AxiosInstance;

  private constructor(given: Given, web: AxiosInstance) {
    this.#given = given;
    this.#web = web;
  }

  /**
   * Behind the Service of the lesson, as soon as it answers: a pod without a probe is ready before that. Throws LessonFailure when no
   * pod is ready behind it, or none answers.
   */
  static async behind(given: Given, service = 'logs'): Promise<VictoriaLogs> {
    const web = await given.service(service).web(port, { deadlineMs });
    await askUntil(() => refusalOf(web), (refusal) => refusal === undefined, { pauseMs: 250, withinMs: deadlineMs, late: ({ answer }) => { if (answer !== undefined) toldAgain(given, answer, { on: `Service/${service}`, field: 'spec.ports', hint: t.hints.ports }); } });
    return new VictoriaLogs(given, web);
  }

  async origins(pod: string): ReturnType<LogStore['origins']> {
    const by = ['k8s.namespace.name', 'k8s.pod.name', 'k8s.container.name', 'k8s.node.name', 'log.iostream'];
    const rows = await this.#ask(`${of(pod)} | extract_regexp "^line [0-9]+ (?P<says>[a-z]+)" from _msg | stats by (${by.map(quoted).join(', ')}, says) count() lines`);
    return rows.map((row) => ({
      namespace: row['k8s.namespace.name'] ?? '', pod: row['k8s.pod.name'] ?? '', container: row['k8s.container.name'] ?? '', node: row['k8s.node.name'] ?? '', stream: row['log.iostream'] ?? '',
      saysStream: row['says'] ?? '', lines: Number(row['lines']),
    }));
  }

  async lines(pod: string, from = 0): Promise<FoundLine[]> {
    const rows = await this.#ask(`${of(pod)} | extract "line <n> " from _msg | filter n:>=${from} | fields n, _time`);
    return rows.map(({ n, _time = '' }) => ({ number: Number(n), time: Date.parse(_time) }));
  }

  async count(pod: string, most: number): Promise<{ all: number; different: number }> {
    const [row] = await this.#ask(`${of(pod)} | extract "line <n> " from _msg | filter n:>0 n:<=${most} | stats count(n) all, count_uniq(n) different`);
    return { all: Number(row?.['all'] ?? 0), different: Number(row?.['different'] ?? 0) };
  }

  async texts(pod: string, word: string): Promise<string[]> {
    return (await this.#ask(`${of(pod)} ${quoted(word)} | fields _msg`)).map(({ _msg = '' }) => _msg);
  }

  async namespaces(): Promise<string[]> {
    return (await this.#ask('* | uniq by ("k8s.namespace.name")')).map((row) => row['k8s.namespace.name'] ?? '');
  }

  /** The rows of an answer: one JSON object a line. Throws LessonFailure when it is refused. */
  async #ask(query: string): Promise<Record<string, string>[]> {
    const { status, data } = await this.#web.post<string>('/select/logsql/query', new URLSearchParams({ query }), { responseType: 'text', transformResponse: (text: string) => text });
    if (status !== 200) this.#given.fail({ on: 'Service/logs', expected: t.answer, observed: verbatim(`${status} ${data.slice(0, 300)}`) });
    return rowsIn(data);
  }
}

/** Why there is no answer; undefined when there is one, whatever it says. */
async function refusalOf(web: AxiosInstance): Promise<LessonFailure | undefined> {
  try {
    await web.get('/health');
    return undefined;
  } catch (error) {
    if (error instanceof LessonFailure) return error;
    throw error;
  }
}

/** The objects of a text with one in JSON a line. */
export function rowsIn(text: string): Record<string, string>[] {
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, string>);
}

function of(pod: string): string {
  return `"k8s.pod.name":=${quoted(pod)}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
