import { expect } from 'chai';
import { Test } from 'mocha';
import { withinDeadline } from '../../harness/lesson/within-deadline.ts';
import type { Session } from '../../harness/objects/session.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { verbatim } from '../../harness/text/language.ts';
import { FakeApi } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from '../objects/fake-scope.ts';

describe('withinDeadline', () => {
  let api: FakeApi;
  let session: Session;
  beforeEach(async () => {
    api = await FakeApi.serve({ '*': () => ({}) });
    ({ session } = scopeOn(api));
    session.running.begin(new Test('waits'), 'reads');
  });
  afterEach(async () => { await api.close(); });

  /** Goes on until the test is over, as a wait of a spec does. */
  const waiting = async (): Promise<void> => {
    const { signal } = session.running;
    await new Promise<void>((_, reject) => { signal.addEventListener('abort', () => { reject(signal.reason as Error); }); });
  };

  it('passes on how a test ends in time', async () => {
    await withinDeadline(session, 10_000, async () => { await Promise.resolve(); });
    const error = new Error('it failed');
    expect(await withinDeadline(session, 10_000, async () => { await Promise.reject(error); }).catch((caught: unknown) => caught)).to.equal(error);
  });

  it('ends the waits of one that goes on, and fails as the lesson', async () => {
    let ended = false;
    const failure = await failureFrom(withinDeadline(session, 20, async () => {
      await waiting().finally(() => { ended = true; });
    }));
    expect(failure).to.include({ object: 'Lesson/99-fake', late: true, expected: 'the test to end within 0.02 s' });
    expect(ended).to.equal(true);
  });

  it('does not count the time for which a learner was waited for', async () => {
    const startedAt = performance.now();
    // Of each millisecond that passes, the learner has taken half.
    const acts = { get waitedMs() { return (performance.now() - startedAt) / 2; } };
    await failureFrom(withinDeadline({ acts, context: session.context, running: session.running } as unknown as Session, 50, waiting));
    expect(performance.now() - startedAt).to.be.at.least(90);
  });

  it('ends at once with why nothing can be judged any more', async () => {
    const lost = new EnvironmentError('cluster', verbatim('the namespace is gone'), verbatim('Start again.'));
    const caught = withinDeadline(session, 10_000, waiting).catch((error: unknown) => error);
    session.running.lose(lost);
    expect(await caught).to.equal(lost);
    let began = false;
    expect(await withinDeadline(session, 10_000, async () => { began = await Promise.resolve(true); }).catch((error: unknown) => error)).to.equal(lost);
    expect(began).to.equal(false);
  });
});
