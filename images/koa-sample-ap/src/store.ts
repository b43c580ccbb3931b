/** A row of the table Member, as clients see it. */
export interface Member {
  MemberId: number;
  Firstname: string;
  Lastname: string;
  Email: string;
  Active: boolean;
}

/** What the app asks of its database. Every method throws {@link StoreUnavailable} within its time limit. */
export interface Store {
  /** The stored hash of that user's password; undefined for a user who does not exist. */
  passwordHash(username: string): Promise<string | undefined>;
  /** All members in the order of their ids. */
  members(): Promise<Member[]>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The database did not answer, or answered with an error. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  /** The database's or the network's own name for it, such as ECONNREFUSED or ER_ACCESS_DENIED_ERROR. */
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    // The cause's own message may carry host, user and statement: it stays out of answers and logs.
    super(`the database is not available (${code})`, options);
    this.code = code;
  }
}
