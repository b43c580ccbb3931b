import type { Container } from '../../harness/lesson/given.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import type { Stream } from './pods.ts';
import { t } from './texts.ts';

/** A file of a container, and the lines that it has. */
export interface LogFile {
  path: string;
  lines: string[];
}

/** Folders of the system, of the image's programs, and of Secrets. */
const system = ['/proc', '/sys', '/dev', '/etc', '/usr', '/bin', '/sbin', '/lib', '/lib64', '/run/secrets', '/var/run/secrets'];

/** Lines that are read of each file. */
const readLines = 200;

/** Exit code of the shell when the image lacks a program to look with. */
const cannotLook = 9;

/**
 * The files that a container may have written, wherever they are: those of the system, of programs and of mounted Secrets are
 * not looked at. Undefined where its image has no `sh`, `find` or `head` to look with.
 */
export async function filesOf(container: Container): Promise<LogFile[] | undefined> {
  const apart = '/-/-/';
  const skipped = system.map((path) => `-path ${path} -prune -o`).join(' ');
  const script = `
    command -v find > /dev/null && command -v head > /dev/null || exit ${cannotLook}
    find / ${skipped} -type f -print 2>/dev/null | head -n 40 | while read -r f; do
      echo "${apart}$f"; head -n ${readLines} "$f"; echo
    done`;
  const looked = await container.exec(['/bin/sh', '-c', script], { deadlineMs: 10_000, purpose: t.toFindFiles }).catch(withoutShell);
  if (looked === undefined || looked.exitCode === cannotLook) return undefined;
  return looked.stdout.split(apart).slice(1).map((text) => {
    const [path = '', ...lines] = text.split('\n');
    return { path, lines: lines.filter((line) => line !== '') };
  });
}

function withoutShell(error: unknown): undefined {
  if (error instanceof LessonFailure && /executable file not found|no such file or directory/i.test(error.failure.observed)) return undefined;
  throw error;
}

/** The file of a stream among those: the one that has nothing but lines of its form, else one that has such lines too. */
export function fileOf(stream: Stream, files: readonly LogFile[]): LogFile | undefined {
  return files.find(({ lines }) => lines.length > 0 && lines.every((line) => stream.line.test(line)))
    ?? files.find(({ lines }) => lines.some((line) => stream.line.test(line)));
}
