import { CookieJar } from '../../access/cookie-jar.ts';

/**
 * The cookies of one simulated browser, whatever they are called. It takes what its first response sets, and a new value only
 * from a response to a request that carried the old one: a response to a request that left before there was a cookie says
 * nothing about it.
 */
export class StickyClient {
  readonly #jar = new CookieJar();
  readonly #path: string;

  /** @param path of its requests */
  constructor(path: string) {
    this.#path = path;
  }

  /** What to send in the Cookie header: `name=value`, or nothing yet. */
  get cookie(): string | undefined {
    return this.#jar.header(this.#path);
  }

  /** Reads the Set-Cookie headers of a response to a request that was sent with `sentWith`. */
  learn(setCookie: readonly string[] | undefined, sentWith: string | undefined): void {
    if (sentWith === this.cookie) this.#jar.take(setCookie);
  }
}
