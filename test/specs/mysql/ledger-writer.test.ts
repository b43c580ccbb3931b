import { expect } from 'chai';
import { ConnectionError, LedgerWriter, type LedgerConnection } from '../../../specs/mysql/ledger-writer.ts';

class Lost extends Error {}

/** A database in memory whose answers can be made to fail. */
class FakeDatabase {
  readonly rows: number[] = [];
  opened = 0;
  /** Called for each row before and after it is written; what it throws or waits for happens to the answer. */
  before: (number: number) => unknown = () => undefined;
  after: (number: number) => unknown = () => undefined;

  open = (): Promise<LedgerConnection> => {
    this.opened += 1;
    let cut: (error: Error) => void = () => undefined;
    const closed = new Promise<never>((_resolve, reject) => { cut = reject; });
    closed.catch(() => undefined);
    return Promise.resolve({
      append: async (number) => {
        // A turn of the event loop, as over a network.
        await new Promise((resolve) => { setImmediate(resolve); });
        await Promise.race([this.before(number), closed]);
        this.rows.push(number);
        await Promise.race([this.after(number), closed]);
      },
      has: (number) => Promise.resolve(this.rows.includes(number)),
      close: () => { cut(new Lost('closed')); },
    });
  };
}

/** Does it once for a number. */
const once = (number: number, act: () => unknown): ((seen: number) => unknown) => {
  let done = false;
  return (seen) => {
    if (seen !== number || done) return undefined;
    done = true;
    return act();
  };
};

const lose = () => { throw new Lost('connection reset'); };
const counted = (upTo: number): number[] => Array.from({ length: upTo }, (_, index) => index + 1);

describe('LedgerWriter', () => {
  let database: FakeDatabase;
  let writer: LedgerWriter;
  beforeEach(() => { database = new FakeDatabase(); });
  afterEach(async () => { await writer.stop(); });
  const begin = (): void => { writer = new LedgerWriter({ open: database.open, isLost: (error) => error instanceof Lost || error instanceof ConnectionError }); };

  it('writes number after number, and stops when told', async () => {
    begin();
    expect(await writer.until(() => writer.acknowledged >= 20, 2_000)).to.equal(true);
    await writer.stop();
    expect(database.rows).to.deep.equal(counted(database.rows.length));
    expect(database.opened).to.equal(1);
    expect(writer.outages).to.deep.equal([]);
  });

  it('sends a row again that was not written when the connection was lost', async () => {
    database.before = once(5, lose);
    begin();
    await writer.until(() => writer.acknowledged >= 8, 2_000);
    await writer.stop();
    expect(database.rows).to.deep.equal(counted(database.rows.length));
    expect(writer.outages.map(({ because }) => because.en)).to.deep.equal(['connection reset']);
  });

  it('does not send a row again that was written though its answer was lost', async () => {
    database.after = once(5, lose);
    begin();
    await writer.until(() => writer.acknowledged >= 8, 2_000);
    await writer.stop();
    expect(database.rows).to.deep.equal(counted(database.rows.length));
  });

  it('goes on by another connection when the one that hears nothing is cut', async () => {
    database.after = once(3, () => new Promise(() => undefined));
    begin();
    expect(await writer.until(() => writer.acknowledged >= 4, 100)).to.equal(false);
    expect(writer.describe().en).to.equal('2 rows acknowledged');
    writer.cut(0);
    expect(await writer.until(() => writer.acknowledged >= 4, 100), 'after the cut of older connections').to.equal(false);
    writer.cut(performance.now());
    expect(await writer.until(() => writer.acknowledged >= 4, 2_000)).to.equal(true);
    expect(writer.outages).to.have.length(1);
    expect(writer.outages[0]?.ms).to.be.at.least(100);
  });

  it('says why it has no connection', async () => {
    database.before = (number) => { if (number === 3) lose(); };
    begin();
    expect(await writer.until(() => writer.acknowledged >= 3, 100)).to.equal(false);
    expect(writer.describe()).to.deep.equal({ en: '2 rows acknowledged; no connection: connection reset', ja: '応答済みは 2 行。接続できません: connection reset' });
  });

  it('says in both languages what is ours to say about the connection', async () => {
    database.before = (number) => { if (number === 3) throw new ConnectionError('CLOSED', { en: 'closed here', ja: '閉じました' }); };
    begin();
    expect(await writer.until(() => writer.acknowledged >= 3, 100)).to.equal(false);
    expect(writer.describe()).to.deep.equal({ en: '2 rows acknowledged; no connection: closed here', ja: '応答済みは 2 行。接続できません: 閉じました' });
  });

  it('ends with what is not about the connection, and tells those who wait then and later', async () => {
    database.before = once(3, () => { throw new Error('no such table'); });
    begin();
    for (let time = 0; time < 2; time += 1) {
      const waiting = await writer.until(() => writer.acknowledged >= 9, 2_000).catch((error: unknown) => error);
      expect(waiting).to.be.an('error').with.property('message', 'no such table');
    }
  });
});
