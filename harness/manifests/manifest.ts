import type { KubeObject } from '../client/objects.ts';
import { formatPath, namePath, parsePath, removeAt, setAt, valueAt } from '../values/field-path.ts';
import type { Position } from './position.ts';
import type { Source } from './source.ts';

/** A value of a manifest, seen as what the caller expects there: nothing has checked it. */
export type Found<Value> = Value | undefined;

/** `Kind/name`, as people name an object. */
export type ObjectName = `${string}/${string}`;

/**
 * One object as the learner wrote it, or a changed copy of it. It knows where each field is written; copies keep
 * pointing at the lines of the original.
 */
export class Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly id: ObjectName;
  /** What the object is called where it is written: people know a copy by that, whatever a spec calls it. */
  readonly writtenAs: ObjectName;
  /** The lesson whose folder it came from. */
  readonly lesson: string;
  readonly #object: KubeObject;
  readonly #source: Source | undefined;

  /**
   * @param source where it is written; absent for an object that a spec has made, or that was read from a cluster
   * @param original what a copy is a copy of
   */
  constructor(object: KubeObject, source: Source | undefined, lesson: string, original?: Manifest) {
    this.apiVersion = object.apiVersion ?? '';
    this.kind = object.kind ?? '';
    this.name = object.metadata?.name ?? '';
    this.id = `${this.kind}/${this.name}`;
    this.writtenAs = source !== undefined && original?.kind === this.kind ? original.writtenAs : this.id;
    this.lesson = lesson;
    this.#object = object;
    this.#source = source;
  }

  /** A copy of the object, to be changed or sent. */
  get object(): KubeObject {
    return structuredClone(this.#object);
  }

  get labels(): Record<string, string> {
    return { ...this.#object.metadata?.labels };
  }

  /** The value at a field path such as `spec.containers[count].image`; undefined when there is none. */
  get<Value = unknown>(path: string): Found<Value> {
    return structuredClone(valueAt(this.#object, parsePath(path))) as Found<Value>;
  }

  /** Where a field is written, or the nearest existing field above it; empty where no file is behind the object. */
  at(path = ''): Partial<Position> {
    return this.#source?.at(parsePath(path)) ?? {};
  }

  /** The text of the file where it is written; undefined where no file is behind the object. */
  get fileText(): string | undefined {
    return this.#source?.text;
  }

  /** Where a line (from 0) of a text of several lines is written; undefined where its lines are not written one by one. */
  lineOf(path: string, line: number): Position | undefined {
    return this.#source?.lineOf(parsePath(path), line);
  }

  /** The path as people read it: elements of lists by their names, where those tell them apart. */
  path(path: string): string {
    return formatPath(namePath(this.#object, parsePath(path)));
  }

  /** A copy with another value at a path; missing maps are made, `[]` at the end appends. */
  with(path: string, value: unknown): Manifest {
    return this.changed((object) => {
      setAt(object, parsePath(path), structuredClone(value));
    });
  }

  /** A copy without what is at a path. */
  without(path: string): Manifest {
    return this.changed((object) => {
      removeAt(object, parsePath(path));
    });
  }

  /** A copy under another name. */
  named(name: string): Manifest {
    return this.with('metadata.name', name);
  }

  /** A copy changed by a function, which may look at the object as the kind that it is. */
  changed(change: (object: never) => void): Manifest {
    const object = this.object;
    change(object as never);
    return new Manifest(object, this.#source, this.lesson, this);
  }
}
