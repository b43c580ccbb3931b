import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { SubjectVerbs } from '../../harness/lesson/subject-verbs.ts';
import { FakeApi } from '../client/fake-api.ts';
import { scopeOn } from '../objects/fake-scope.ts';

describe('the verbs about who asks', () => {
  let dir: string;
  let api: FakeApi;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'subjects-'));
    mkdirSync(join(dir, '99-fake'));
    writeFileSync(join(dir, '99-fake', 'a.yaml'), 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: robot }\n');
    api = await FakeApi.serve({ 'POST /api/v1/namespaces/n/serviceaccounts/robot/token': () => ({ status: { token: 'abc', expirationTimestamp: '2026-01-01T00:00:00Z' } }) });
  });
  afterEach(async () => {
    rmSync(dir, { recursive: true });
    await api.close();
  });

  const verbs = (credentials: ('tokens' | 'impersonation')[]): SubjectVerbs => {
    const scope = scopeOn(api, { dir });
    scope.session.load([], { credentials });
    return new SubjectVerbs(scope);
  };
  const refusal = async (promise: Promise<unknown>): Promise<string> => await promise.then(() => 'nothing', (error: unknown) => String(error));

  it('ask with what the lesson has said that it asks with', async () => {
    expect(await refusal(verbs(['tokens']).as({ serviceAccount: 'robot' }))).to.equal('nothing');
    expect(await refusal(verbs(['impersonation']).as({ impersonate: 'jane' }))).to.equal('nothing');
    expect(await refusal(verbs([]).as('nobody'))).to.equal('nothing');
    expect(await refusal(verbs([]).as({ token: 'made-up' }))).to.equal('nothing');
  });

  it('refuse what nobody has asked about before anything was made', async () => {
    expect(await refusal(verbs([]).as({ serviceAccount: 'robot' }))).to.include("without `credentials: ['tokens']`");
    expect(await refusal(verbs(['tokens']).as({ impersonate: 'jane' }))).to.include("without `credentials: ['impersonation']`");
    expect(await refusal(verbs(['tokens']).as({ user: 'jane' }))).to.include("without `credentials: ['certificates']`");
    expect(api.seen).to.deep.equal([]);
  });
});
