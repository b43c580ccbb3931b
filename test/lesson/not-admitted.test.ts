import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { notAdmitted } from '../../harness/lesson/not-admitted.ts';
import type { RunContext } from '../../harness/lesson-process/run-context.ts';
import type { ObjectName } from '../../harness/manifests/manifest.ts';
import { verbatim } from '../../harness/text/language.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { FakeApi, refuse } from '../client/fake-api.ts';

const refusal = 'pods "node-file" is forbidden: violates PodSecurity "baseline:latest": hostPath volumes (volume "file")';

describe('notAdmitted', () => {
  let dir: string;
  let api: FakeApi;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'not-admitted-'));
    mkdirSync(join(dir, '03-volumes'));
    writeFileSync(join(dir, '03-volumes/all.yaml'), ['Pod/node-file', 'Pod/reader', 'PersistentVolume/disk'].map((id) => `apiVersion: v1\nkind: ${id.split('/')[0] ?? ''}\nmetadata: { name: ${id.split('/')[1] ?? ''} }\n`).join('---\n'));
    api = await FakeApi.serve({ '*': ({ method, url }, response) => {
      if (method !== 'PATCH' || url.searchParams.get('dryRun') !== 'All') throw new Error(`${method} ${url.href} is no dry run`);
      if (url.pathname.endsWith('/reader')) return {};
      refuse(response, 403, { reason: 'Forbidden', message: url.pathname.includes('persistentvolumes') ? 'persistentvolumes "disk" is forbidden' : refusal });
      return undefined;
    } });
  });
  afterEach(async () => {
    await api.close();
    rmSync(dir, { recursive: true });
  });

  const failure = (object: ObjectName): LessonFailure => new LessonFailure({ expected: verbatim('Ready'), observed: verbatim('there is none'), object, elapsedMs: 0, hint: verbatim('apply it') });
  const ask = async (thrown: unknown, applied: string[] = [], most: 'reads' | 'visits' = 'visits'): Promise<string | undefined> => {
    const context = { lesson: '03-volumes', manifests: { dir, ours: dir }, verify: { namespace: 'me', most, unseen: [] } } as unknown as RunContext;
    return (await notAdmitted(thrown, new Set(applied), { client: api.client, context }))?.en;
  };

  it("says why the server takes the lesson's own object from nobody with this account, by a dry run", async () => {
    expect(await ask(failure('Pod/node-file'))).to.equal(`Pod/node-file is not there, and it may not be applied here by your account: ${refusal}`);
    expect(await ask(failure('PersistentVolume/disk'))).to.include('persistentvolumes "disk" is forbidden');
    expect(api.seen.map(({ url }) => url.pathname)).to.deep.equal(['/api/v1/namespaces/me/pods/node-file', '/api/v1/persistentvolumes/disk']);
  });

  it('asks for nothing on behalf of the board, which only reads', async () => {
    expect(await ask(failure('Pod/node-file'), [], 'reads')).to.equal(undefined);
    expect(api.seen).to.deep.equal([]);
  });

  it('leaves a failure as it is where the learner could apply the object, where it is there, and where the lesson has none', async () => {
    expect([await ask(failure('Pod/reader')), await ask(failure('Pod/node-file'), ['Pod/node-file']), await ask(failure('Pod/unknown')), await ask(new Error('x'))]).to.deep.equal([undefined, undefined, undefined, undefined]);
    expect(api.seen).to.have.length(1);
  });
});
