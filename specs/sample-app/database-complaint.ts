/** What the app says about its database: the setting at fault, and whether time will not change it. */
export interface Meaning {
  setting: string;
  final: boolean;
}

/** Codes of MySQL, of the network and of DNS. */
const meanings: Partial<Record<string, Meaning>> = {
  ER_ACCESS_DENIED_ERROR: { setting: 'DB_PASSWORD', final: true },
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: { setting: 'DB_PASSWORD', final: true },
  ER_HOST_NOT_PRIVILEGED: { setting: 'DB_USER', final: true },
  ER_BAD_DB_ERROR: { setting: 'DB_DATABASE', final: true },
  ER_DBACCESS_DENIED_ERROR: { setting: 'DB_DATABASE', final: true },
  ENOTFOUND: { setting: 'DB_HOST', final: true },
  EAI_AGAIN: { setting: 'DB_HOST', final: false },
  EHOSTUNREACH: { setting: 'DB_HOST', final: false },
  ENETUNREACH: { setting: 'DB_HOST', final: false },
  ETIMEDOUT: { setting: 'DB_HOST', final: false },
  ECONNREFUSED: { setting: 'DB_PORT', final: false },
};

/** What a code of the app's `/readyz` means; undefined where it is none of those about settings. */
export function meaningOf(code: string): Meaning | undefined {
  return meanings[code];
}

/** Codes of connections and look-ups that got no answer, or a refusal: those that something on the way may be the cause of. */
const ofTheWay = ['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNREFUSED'];

/** Whether a code says that the database was not reached at all. */
export function isNotReached(code: string): boolean {
  return ofTheWay.includes(code);
}

/** The code in the body of the app's `/readyz`; empty where it has none. */
export function codeIn(body: unknown): string {
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** The variable that the app names in its log before it exits: `cannot start: DB_HOST is not set`. */
export function settingIn(text: string): string | undefined {
  return /\b([A-Z][A-Z_]+) is not (?:set|a whole number)/.exec(text)?.[1];
}
