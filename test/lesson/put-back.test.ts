import { expect } from 'chai';
import { Test } from 'mocha';
import { putBack } from '../../harness/lesson/put-back.ts';
import type { Session } from '../../harness/objects/session.ts';
import { FakeApi } from '../client/fake-api.ts';
import { scopeOn } from '../objects/fake-scope.ts';

describe('putBack', () => {
  let api: FakeApi;
  let session: Session;
  beforeEach(async () => {
    api = await FakeApi.serve({ '*': () => ({}) });
    ({ session } = scopeOn(api));
    session.running.begin(new Test('disturbs'), 'reads');
  });
  afterEach(async () => { await api.close(); });

  it('undoes the last change first, and may write for that whatever the test may', async () => {
    const done: string[] = [];
    session.running.putBacks.push(async () => { await Promise.resolve(done.push('first')); }, async () => {
      await session.client.delete({ apiVersion: 'v1', kind: 'Pod', name: 'a', namespace: 'n' });
      done.push('second');
    });
    session.running.end();
    expect(await putBack(session)).to.equal(undefined);
    expect(done).to.deep.equal(['second', 'first']);
    expect(session.running.signal.aborted, 'waits for what is put back').to.equal(false);
  });

  it('says why it did not succeed', async () => {
    session.running.putBacks.push(async () => { await Promise.reject(new Error('the node does not answer')); });
    expect(await putBack(session)).to.include('the node does not answer');
  });

  it('does nothing where nothing was disturbed', async () => {
    expect(await putBack(session)).to.equal(undefined);
    expect(session.running.effect, 'nothing may be written').to.equal('reads');
  });
});
