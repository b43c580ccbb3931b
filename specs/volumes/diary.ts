import type { Blame, Given, Pod } from '../../harness/lesson/given.ts';
import type { Text } from '../../harness/text/language.ts';
import { Files, lineCount } from './files.ts';
import { containerWith, mountField } from './mounted.ts';
import { paths } from './paths.ts';
import { t } from './texts.ts';

/** The file to which the pod diary adds a line each time it starts, and what of it must never go. */
export class Diary {
  readonly #given: Given;
  #kept = '';

  constructor(given: Given) {
    this.#given = given;
  }

  /** Reads the first line. Throws LessonFailure when none comes. */
  async begun(pod: Pod, blame: Blame): Promise<void> {
    this.#kept = await this.#lines(pod, 1, blame);
  }

  /** Throws LessonFailure unless a pod sees just what was there when it was looked at last. */
  async requireSame(pod: Pod, blame: Blame): Promise<void> {
    this.#given.expect(await this.#lines(pod, 1, blame), { ...blame, what: t.content(paths.diary) }).to.equal(this.#kept);
  }

  /** Throws LessonFailure unless a pod that was started anew has added its line to what was there. */
  async requireNext(pod: Pod, hint: Text): Promise<void> {
    const blame = this.#losing(hint);
    const text = await this.#lines(pod, lineCount(this.#kept) + 1, blame);
    this.#given.expect(text, { ...blame, what: t.content(paths.diary) }).to.fit<string>(t.startsWith(this.#kept.trim()), (all) => all.startsWith(this.#kept));
    this.#kept = text;
  }

  /** What may have left the file behind: a part of the volume for each pod, a folder of another node, else the volume. */
  #losing(hint: Text): Blame {
    const written = this.#given.manifest('Pod', 'diary');
    const part = `${mountField(written, paths.diary)}.subPathExpr`;
    if (written.get(part) !== undefined) return { on: written, field: part, hint: t.hints.ownSubPath };
    const on = this.#given.manifest('PersistentVolume', 'diary-disk');
    // Without a node of its own a hostPath is another folder on each node.
    const field = on.get('spec.hostPath') !== undefined && on.get('spec.nodeAffinity') === undefined ? 'spec.nodeAffinity' : 'spec';
    return { on, field, hint };
  }

  async #lines(pod: Pod, count: number, blame: Blame): Promise<string> {
    const container = containerWith(this.#given.manifest('Pod', 'diary'), paths.diary);
    return await new Files(this.#given, pod.container(container)).linesOnce(paths.diary, count, blame);
  }
}
