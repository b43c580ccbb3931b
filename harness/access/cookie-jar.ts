interface Cookie {
  value: string;
  path: string;
}

/**
 * Keeps cookies by name, as a browser does that visits one host by plain HTTP (RFC 6265): one that is marked `Secure` is not
 * taken, and one with a path is sent for that path only. Domains are not looked at: hosts of a run are not the learner's.
 */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** Takes the `Set-Cookie` headers of a response. */
  take(headers: readonly string[] | undefined): void {
    for (const header of headers ?? []) {
      const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
      const [name = '', ...value] = pair.split('=');
      if (attributes.some((each) => /^secure$/i.test(each))) continue;
      if (attributes.some(isOver)) this.#cookies.delete(name);
      else this.#cookies.set(name, { value: value.join('='), path: attributes.map((each) => /^path\s*=\s*(\/.*)$/i.exec(each)?.[1]).find((path) => path !== undefined) ?? '/' });
    }
  }

  /** The `Cookie` header of a request for a path; undefined when there is no cookie for it. */
  header(path = '/'): string | undefined {
    const sent = [...this.#cookies].filter(([, cookie]) => covers(cookie.path, path));
    return sent.length === 0 ? undefined : sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
  }

  get(name: string): string | undefined {
    return this.#cookies.get(name)?.value;
  }
}

/** Whether an attribute ends the life of a cookie. */
function isOver(attribute: string): boolean {
  const [name = '', value = ''] = attribute.split(/\s*=\s*/, 2);
  return (/^max-age$/i.test(name) && Number(value) <= 0) || (/^expires$/i.test(name) && Date.parse(value) <= Date.now());
}

function covers(cookiePath: string, path: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}
