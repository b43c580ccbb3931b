import { isDeepStrictEqual } from 'node:util';

import type { Manifest } from '../manifests/manifest.ts';
import { failureAbout } from './blame.ts';
import type { Teller } from './blame.ts';
import { show } from '../text/show.ts';

/** Expectations about one field of a manifest. Each throws a LessonFailure with the field's line and the lesson's hint. */
export class FieldExpectation {
  readonly #teller: Teller;
  readonly #manifest: Manifest;
  readonly #field: string;

  constructor(teller: Teller, manifest: Manifest, field: string) {
    this.#teller = teller;
    this.#manifest = manifest;
    this.#field = field;
  }

  toEqual(value: unknown, hint: string): void {
    this.toSatisfy(show(value), (found) => isDeepStrictEqual(found, value), hint);
  }

  toBeOneOf(values: readonly unknown[], hint: string): void {
    this.toSatisfy(`one of ${values.map(show).join(', ')}`, (found) => values.some((value) => isDeepStrictEqual(found, value)), hint);
  }

  toExist(hint: string): void {
    this.toSatisfy('a value', (found) => found !== undefined && found !== null, hint);
  }

  toBeAbsent(hint: string): void {
    this.toSatisfy('nothing', (found) => found === undefined || found === null, hint);
  }

  toMatch(pattern: RegExp, described: string, hint: string): void {
    this.toSatisfy(described, (found) => typeof found === 'string' && pattern.test(found), hint);
  }

  toSatisfy(described: string, test: (value: unknown) => boolean, hint: string): void {
    const found = this.#manifest.get(this.#field);
    if (test(found)) return;
    throw failureAbout(this.#teller, { on: this.#manifest, field: this.#field, hint }, { expected: described, observed: show(found) });
  }
}
