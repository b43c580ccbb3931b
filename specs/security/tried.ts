import type { Blame, Container, Given } from '../../harness/lesson/given.ts';
import { verbatim, type Text } from '../../harness/text/language.ts';
import { t } from './texts.ts';

/** Something that a program in a container tries. */
export interface Attempt extends Blame {
  /** What is tried, in words that follow "refuses": `writing to /new`. */
  what: Text;
  command: string[];
}

/** Throws LessonFailure unless the kernel refuses it with this message: what fails for another reason proves nothing. */
export async function requireRefusal(given: Given, container: Container, { what, command, ...blame }: Attempt, message: RegExp): Promise<void> {
  const { exitCode, stdout, stderr } = await container.exec(command);
  if (exitCode !== 0 && message.test(stderr)) return;
  given.fail({ ...blame, expected: t.refuses(what, message.source), observed: exitCode === 0 ? t.wentWell(stdout.trim()) : verbatim(stderr.trim()) });
}

/** Throws LessonFailure unless it succeeds; returns what was printed. */
export async function requireSuccess(given: Given, container: Container, { what, command, ...blame }: Attempt): Promise<string> {
  const { exitCode, stdout, stderr } = await container.exec(command);
  if (exitCode === 0) return stdout.trim();
  return given.fail({ ...blame, expected: t.allows(what), observed: verbatim(stderr.trim()) });
}
