import { expect } from 'chai';
import { ApiError } from '../../harness/client/api-error.ts';
import type { FailureContext } from '../../harness/expect/blame.ts';
import { refusalOf, refusedBy, type ExpectedRefusal } from '../../harness/expect/refusal.ts';
import { verbatim } from '../../harness/text/language.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';

const context: FailureContext = { manifestOf: () => undefined };
const quota = new ApiError('POST /api/v1/namespaces/n/pods', 403, { reason: 'Forbidden', message: 'pods "b" is forbidden: exceeded quota: one', details: { causes: [{ message: 'limited: pods=1' }] } });
const expected: ExpectedRefusal = { what: { en: 'a second pod', ja: '2 つ目の Pod ' }, code: 403, reason: 'Forbidden', message: /exceeded quota: one/, on: 'ResourceQuota/one', field: 'spec.hard.pods', hint: verbatim('Set it to 1.') };

const outcome = (act: () => Promise<unknown>, more: Partial<ExpectedRefusal> = {}): Promise<unknown> =>
  refusalOf(context, { ...expected, ...more }, act).catch((error: unknown) => error);

describe('a refusal that is expected', () => {
  it('is returned as the server worded it, its causes included', async () => {
    expect(await outcome(() => Promise.reject(quota))).to.deep.equal({ code: 403, reason: 'Forbidden', message: 'pods "b" is forbidden: exceeded quota: one limited: pods=1' });
  });

  it('is found behind the failure that explains it', () => {
    const explained = new LessonFailure({ expected: verbatim('x'), observed: verbatim('y'), object: 'Pod/b', elapsedMs: 0 }, { cause: quota });
    expect(refusedBy(explained)).to.include({ code: 403 });
    expect(refusedBy(new Error('no'))).to.equal(undefined);
  });

  it('fails in both languages when there is none', async () => {
    const error = await outcome(() => Promise.resolve());
    expect((error as LessonFailure).failure).to.deep.include({
      expected: 'the API server refuses a second pod: 403 Forbidden /exceeded quota: one/', observed: 'it was accepted',
      object: 'ResourceQuota/one', field: 'spec.hard.pods', hint: 'Set it to 1.',
      ja: { expected: 'API サーバーが2 つ目の Pod を拒否すること: 403 Forbidden /exceeded quota: one/', observed: '受け入れられました', hint: 'Set it to 1.' },
    });
  });

  it('fails when it is another one: by status, by reason or by message', async () => {
    for (const more of [{ code: 422 }, { reason: 'Invalid' }, { message: /admission/ }]) {
      const error = await outcome(() => Promise.reject(quota), more);
      expect((error as LessonFailure).failure.observed).to.equal('403 Forbidden pods "b" is forbidden: exceeded quota: one limited: pods=1');
    }
  });

  it('is not what any other error is', async () => {
    expect(await outcome(() => Promise.reject(new TypeError('bug')))).to.be.instanceOf(TypeError);
  });
});
