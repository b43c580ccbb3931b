import { hashPassword } from '../../../images/koa-sample-ap/src/password.ts';
import type { Member, Store } from '../../../images/koa-sample-ap/src/store.ts';
import { StoreUnavailable } from '../../../images/koa-sample-ap/src/store.ts';

export const MEMBERS: Member[] = [
  { MemberId: 1, Firstname: '花子', Lastname: 'Yamada', Email: 'hanako@example.com', Active: true },
  { MemberId: 2, Firstname: 'Taro', Lastname: 'Suzuki', Email: 'taro@example.com', Active: false },
];

/** A store in memory that can be taken away. */
export class FakeStore implements Store {
  available = true;
  readonly #hash = hashPassword('admin');

  async passwordHash(username: string): Promise<string | undefined> {
    this.#check();
    return username === 'admin@user.com' ? this.#hash : undefined;
  }

  members(): Promise<Member[]> {
    this.#check();
    return Promise.resolve(MEMBERS);
  }

  ping(): Promise<void> {
    this.#check();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #check(): void {
    if (!this.available) throw new StoreUnavailable('ECONNREFUSED', { cause: new Error('connect to db.secret.example as koa with password koa') });
  }
}
