import type { Container } from '../../harness/lesson/given.ts';
import { t } from './texts.ts';

/** The complete lines of a log file as its writer sees it, read inside the container: no stream plays a part. */
export async function writtenLines(writer: Container, file: string): Promise<{ text: string }[]> {
  const { stdout } = await writer.exec(['cat', file], { deadlineMs: 10_000, purpose: t.toRead(file) });
  return stdout.split('\n').slice(0, -1).map((text) => ({ text }));
}
