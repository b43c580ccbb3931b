import { expect } from 'chai';
import { ApiError, type ApiStatus } from '../../harness/client/api-error.ts';
import { serverTrouble } from '../../harness/client/server-trouble.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { verbatim } from '../../harness/text/language.ts';

const refused = (code: number, status: ApiStatus, ofSubject = false): ApiError => new ApiError('PATCH x', code, status, ofSubject);

describe('trouble of the API server', () => {
  it('is none of the object\'s, also where it was told of as a refusal of that', () => {
    for (const [code, message] of [[401, ''], [429, 'the server has received too many requests'], [500, 'etcdserver: request timed out'], [500, 'failed calling webhook "x"'], [502, ''], [503, 'apiserver not ready'], [504, '']] as const) {
      const failure = new LessonFailure({ expected: verbatim('x'), observed: verbatim('y'), object: 'Pod/a', elapsedMs: 0, hint: verbatim('z') }, { cause: refused(code, { message }) });
      expect(serverTrouble(failure)?.where, String(code)).to.equal('cluster');
    }
    expect(serverTrouble(refused(401, {}))?.message).to.equal('the API server takes the credentials no longer (401)');
    expect(serverTrouble(refused(503, { message: 'not ready' }))?.message).to.equal('the API server could not serve a request: PATCH x: 503  not ready');
  });

  it('is not what it says of an object, of an eviction, or to somebody else', () => {
    for (const error of [refused(422, { message: 'invalid' }), refused(403, {}), refused(500, { message: 'failed to create typed patch object: duplicate entries for key' }), refused(429, { message: 'Cannot evict pod as it would violate the pod\'s disruption budget.' }),
      refused(429, { details: { causes: [{ reason: 'DisruptionBudget' }] } }), refused(401, {}, true), new Error('x'), undefined]) expect(serverTrouble(error)).to.equal(undefined);
  });
});
