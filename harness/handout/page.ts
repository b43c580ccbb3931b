import { texts } from '../text/texts.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';

const t = texts.workshop.handout;

/** One command of a handout, and what the page shows below it. */
export interface Step {
  /** As it is typed, without the prompt. */
  command: string;
  /** What the page shows, line by line, with patterns for what varies. */
  shown: string[];
  /** Line of the command in the page, from 1. */
  line: number;
  /** The lines come in an order that is chance, by `any-order` behind `console`: the page shows them sorted. */
  anyOrder?: true;
  /** The exit code that the page announces, by `exit=1` behind `console`. */
  exitCode: number;
  /** Run with all rights in the cluster instead of a learner's, by `admin` behind `console`. */
  admin?: true;
}

/** A handout: text, and the commands in it. */
export interface Page {
  steps: Step[];
  /** Lessons whose objects must be there before the first command: `<!-- after: 04-mysql -->`. */
  after: string[];
}

const fence = /^(\s*)```(\w*)(.*)$/;
const prompt = '$ ';

/**
 * Reads a page: every line that begins with `$ ` in a block of `console` is a command, and what is below it up to the next one is what
 * it prints.
 *
 * @throws EnvironmentError for a block that never ends, or that shows output before a command
 */
export function readPage(text: string, file: string): Page {
  const steps: Step[] = [];
  for (const { from, lines, info } of consoles(text, file)) {
    const exitCode = Number(/\bexit=(\d+)/.exec(info)?.[1] ?? '0');
    const order = /\bany-order\b/.test(info) ? { anyOrder: true as const } : {};
    const who = /\badmin\b/.test(info) ? { admin: true as const } : {};
    for (const [index, line] of lines.entries()) {
      const step = steps.at(-1);
      if (line.startsWith(prompt)) steps.push({ command: line.slice(prompt.length).trim(), shown: [], line: from + index, exitCode, ...order, ...who });
      else if (index === 0 || step === undefined) throw new EnvironmentError(`${file}:${from + index}`, t.noCommand, t.noCommandHint);
      else step.shown.push(line);
    }
  }
  const after = [...text.matchAll(/<!-- after: ([\w-]+) -->/g)].map(([, lesson = '']) => lesson);
  return { steps, after };
}

interface Console {
  /** Line of the page on which the block's own text begins, from 1. */
  from: number;
  lines: string[];
  /** What stands behind `console`. */
  info: string;
}

function consoles(text: string, file: string): Console[] {
  const found: Console[] = [];
  let open: Console | undefined;
  let isConsole = false;
  for (const [index, line] of text.split('\n').entries()) {
    const [, , language = '', info = ''] = fence.exec(line) ?? [];
    if (open === undefined) {
      if (!fence.test(line)) continue;
      open = { from: index + 2, lines: [], info };
      isConsole = language === 'console';
    } else if (line.trim() === '```') {
      if (isConsole) found.push(open);
      open = undefined;
    } else {
      open.lines.push(line);
    }
  }
  if (open !== undefined) throw new EnvironmentError(`${file}:${open.from - 1}`, t.noEnd, t.noEndHint);
  return found;
}

/** The page with other text below its commands; `shown` has an entry for each step, undefined where it stays. */
export function withShown(text: string, steps: readonly Step[], shown: readonly (readonly string[] | undefined)[]): string {
  const lines = text.split('\n');
  // From the end: what is before a change keeps its place.
  for (const [index, step] of [...steps.entries()].toReversed()) {
    const now = shown[index];
    if (now !== undefined) lines.splice(step.line, step.shown.length, ...now);
  }
  return lines.join('\n');
}
