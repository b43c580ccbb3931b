import type { Blame, Container, Given } from '../../harness/lesson/given.ts';
import type { Manifest } from '../../harness/manifests/manifest.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { userAtFault } from '../../harness/wait/user-at-fault.ts';
import { containerPath, podSpecOf } from '../checks/containers.ts';
import { toldAgain } from '../checks/told-again.ts';
import { t } from './texts.ts';

/** What lies in the volumes of a container. What fails in looking at it is told of what is to blame for that, and not of the container. */
export class Files {
  readonly #given: Given;
  readonly #container: Container;

  constructor(given: Given, container: Container) {
    this.#given = given;
    this.#container = container;
  }

  async text(path: string, blame: Blame): Promise<string> {
    return await this.#explained(blame, async () => await this.#container.file(path).text());
  }

  /** Names in a folder, in alphabetical order. */
  async names(path: string, blame: Blame): Promise<string[]> {
    return await this.#explained(blame, async () => await this.#container.file(path).names());
  }

  async requireText(path: string, text: string, blame: Blame): Promise<void> {
    this.#given.expect(await this.text(path, blame), { ...blame, what: t.content(path) }).to.equal(text);
  }

  /** @param mode four octal digits */
  async requireMode(path: string, mode: string, blame: Blame): Promise<void> {
    const found = await this.#explained(blame, async () => await this.#container.file(path).mode());
    // What is written without a 0 in front is a decimal number to YAML 1.2, and to JSON.
    const isDecimal = Number.parseInt(found, 8) === Number(mode);
    this.#given.expect(found, { ...blame, what: t.mode(path), ...(isDecimal ? { hint: t.hints.decimalMode(String(Number(mode)), found, mode) } : {}) }).to.equal(mode);
  }

  /** These lines are among those of a file. */
  async requireLines(path: string, lines: readonly string[], blame: Blame): Promise<void> {
    const all = (await this.text(path, blame)).split('\n');
    for (const line of lines) this.#given.expect(all, { ...blame, what: t.content(path) }).to.include(line);
  }

  /** Memory is tmpfs; the container's own file system, which is none, shows that they are told apart. */
  async requireInMemory(path: string, blame: Blame): Promise<void> {
    const [found, own] = await this.#explained(blame, async () => [await this.#container.file(path).filesystem(), await this.#container.file('/').filesystem()]);
    this.#given.expect(found, { ...blame, what: t.fileSystem(path) }).to.equal('tmpfs');
    this.#given.expect(own, { ...blame, what: t.fileSystem('/') }).to.not.equal('tmpfs');
  }

  /** @param bytes size of the file system on which the path lies */
  async requireSize(path: string, bytes: number, blame: Blame): Promise<void> {
    const found = await this.#explained(blame, async () => await this.#container.file(path).capacity());
    this.#given.expect(found, { ...blame, what: t.size(path) }).to.equal(bytes);
  }

  /** Content of a file as soon as it has so many lines. */
  async linesOnce(path: string, count: number, blame: Blame): Promise<string> {
    return await this.#container.file(path).when({ state: t.lines(count), fits: (text) => lineCount(text) >= count, blame });
  }

  async #explained<T>(blame: Blame, look: () => Promise<T>): Promise<T> {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof LessonFailure)) throw error;
      const pod = typeof blame.on === 'string' ? this.#given.manifests.named(blame.on) : blame.on;
      // A Secret has no containers.
      const user = pod === undefined || podSpecOf(pod) === '' ? undefined : userAtFault(pod, containerPath(pod, this.#container.name), error.failure.observed);
      return toldAgain(this.#given, error, { ...blame, ...(user === undefined ? {} : { field: user }) });
    }
  }
}

/**
 * The mode that a file of a ConfigMap or Secret has in a pod: kubelet also lets the pod's fsGroup read it, whatever was asked
 * (`SetVolumeOwnership` in pkg/volume/volume_linux.go; these volumes are read-only).
 *
 * @param mode four octal digits
 */
export function modeIn(pod: Pick<Manifest, 'get'>, mode: string): string {
  if (pod.get('spec.securityContext.fsGroup') === undefined) return mode;
  return (Number.parseInt(mode, 8) | 0o440).toString(8).padStart(4, '0');
}

/** Lines of a text, empty ones left out. */
export function lineCount(text: string): number {
  return text.split('\n').filter((line) => line !== '').length;
}
