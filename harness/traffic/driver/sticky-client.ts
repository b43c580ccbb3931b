/**
 * The cookie of one simulated browser. It takes what its first response sets, and a new value only from a response to a
 * request that carried the old one: a response to a request that left before there was a cookie says nothing about it.
 */
export class StickyClient {
  readonly #name: string;
  #pair: string | undefined;

  constructor(cookieName: string) {
    this.#name = cookieName;
  }

  /** What to send in the Cookie header: `name=value`, or nothing yet. */
  get cookie(): string | undefined {
    return this.#pair;
  }

  /** Reads the Set-Cookie headers of a response to a request that was sent with `sentWith`. */
  learn(setCookie: readonly string[] | undefined, sentWith: string | undefined): void {
    if (sentWith !== this.#pair) return;
    for (const header of setCookie ?? []) {
      const pair = header.split(';', 1)[0]?.trim();
      if (pair?.startsWith(`${this.#name}=`) === true) this.#pair = pair;
    }
  }
}
