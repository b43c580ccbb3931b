import { expect } from 'chai';
import { allOpen, answersTo, closedAt, isAsMeant, untilAsMeant, whileAsking, type Client, type Question, type Verdict } from '../../../specs/network/asking.ts';

const question = (who: string, open: boolean, port = 80): Question => ({ who, to: `web:${port}`, host: '10.0.0.1', port, open });
type Said = Verdict['verdict'];
const verdictOf = (verdict: Said): Verdict => (verdict === 'could not ask' ? { verdict, why: { en: 'no pod', ja: 'なし' } } : { verdict });

/** A client whose questions end as the next round of the list says; the last one goes on. */
function client(...rounds: Said[][]): { client: Client; asked: number[][] } {
  const left = [...rounds];
  const asked: number[][] = [];
  const connectAll = async (connections: readonly { deadlineMs: number }[]): Promise<Verdict[]> => {
    asked.push(connections.map(({ deadlineMs }) => deadlineMs));
    return await Promise.resolve(((left.length > 1 ? left.shift() : left[0]) ?? []).map(verdictOf));
  };
  const reach = async (): Promise<Verdict> => (await connectAll([{ deadlineMs: 0 }]))[0] ?? verdictOf('could not ask');
  return { client: { connectAll, reach } as unknown as Client, asked };
}

describe('what becomes of a connection', () => {
  it('is as it must be: open when it is reached, closed when nobody answers or somebody refuses', () => {
    const open = (['reached', 'refused', 'timed out', 'could not ask'] as const).map((said) => isAsMeant({ question: question('a', true), verdict: verdictOf(said) }));
    const closed = (['reached', 'refused', 'timed out', 'could not ask'] as const).map((said) => isAsMeant({ question: question('a', false), verdict: verdictOf(said) }));
    expect([open, closed]).to.deep.equal([[true, false, false, false], [false, true, true, false]]);
  });

  it('is waited for longer where it must come about', async () => {
    const { client: a, asked } = client(['reached', 'timed out']);
    await untilAsMeant(new Map([['a', a]]), [question('a', true), question('a', false, 81)], 1_000);
    expect(asked).to.deep.equal([[5_000, 1_000]]);
  });
});

describe('asking until all is as it must be', () => {
  const two = [question('a', true), question('b', false)];

  it('ends in the first round in which it is, for all clients', async () => {
    const [a, b] = [client(['reached']), client(['reached'], ['timed out'])];
    const { afterMs, answers } = await untilAsMeant(new Map([['a', a.client], ['b', b.client]]), two, 60_000);
    expect(afterMs).to.be.a('number');
    expect(answers.map(({ verdict }) => verdict.verdict)).to.deep.equal(['reached', 'timed out']);
    expect([a.asked.length, b.asked.length]).to.deep.equal([2, 2]);
  });

  it('ends with the last answers when the time is over', async () => {
    const outcome = await untilAsMeant(new Map([['b', client(['reached']).client]]), [question('b', false)], 0);
    expect(outcome).to.not.have.property('afterMs');
    expect(outcome.answers[0]?.verdict.verdict).to.equal('reached');
  });

  it('ends at once when nobody can ask', async () => {
    const b = client(['could not ask']);
    expect(await untilAsMeant(new Map([['b', b.client]]), [question('b', false)], 60_000)).to.not.have.property('afterMs');
    expect(b.asked).to.have.length(1);
  });
});

describe('asking for a time', () => {
  it('keeps the first answer that is not as it must be, whatever comes after it', async () => {
    const b = client(['reached'], ['timed out']);
    const startedAt = performance.now();
    const answers = await whileAsking(new Map([['b', b.client]]), [question('b', false)], 20);
    expect(performance.now() - startedAt).to.be.at.least(20);
    expect(answers.map(({ verdict }) => verdict.verdict)).to.deep.equal(['reached']);
    expect(b.asked.length).to.be.at.least(2);
  });

  it('asks once at least', async () => {
    expect(await whileAsking(new Map([['b', client(['timed out']).client]]), [question('b', false)], 0)).to.have.length(1);
  });
});

describe('when a connection does not come about any more', () => {
  it('is when the first was tried that did not', async () => {
    const before = performance.now();
    expect(await closedAt(client(['reached'], ['reached'], ['timed out']).client, question('a', false), 60_000)).to.be.at.least(before);
  });

  it('is not known when all came about, or nobody could ask', async () => {
    expect(await closedAt(client(['reached']).client, question('a', false), 5)).to.equal(undefined);
    expect(await closedAt(client(['could not ask']).client, question('a', false), 60_000)).to.equal(undefined);
    expect(await closedAt(undefined, question('a', false), 60_000)).to.equal(undefined);
  });
});

describe('questions', () => {
  it('are answered by client and target', () => {
    const answer = { question: question('a', true), verdict: verdictOf('reached') };
    expect(answersTo([answer], [question('a', false)])).to.deep.equal([answer]);
    expect(answersTo([answer], [question('a', true, 81), question('b', true)])).to.deep.equal([]);
    expect(allOpen([question('a', false)])).to.deep.equal([question('a', true)]);
  });
});
