import { expect } from 'chai';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import { requireSafe, unsafe } from '../../../specs/kubelet/settings.ts';
import { given } from '../checks/fixtures/lesson-05.ts';

const safe = { authentication: { anonymous: { enabled: false }, webhook: { enabled: true } }, authorization: { mode: 'Webhook' }, rotateCertificates: true };

describe('the settings of a kubelet', () => {
  const check = (settings: object): void => { requireSafe(given(), settings, { on: 'Node/n' }); };

  it('are safe with the read-only port left out, or 0', () => {
    check(safe);
    check({ ...safe, readOnlyPort: 0 });
  });

  it('are not safe with any one of them otherwise, or left out', () => {
    const others = unsafe(safe);
    expect(others.map(({ field }) => field)).to.deep.equal(['authentication.anonymous.enabled', 'authentication.webhook.enabled', 'authorization.mode', 'rotateCertificates', 'readOnlyPort']);
    for (const { field, settings } of others) expect(() => { check(settings); }, field).to.throw(LessonFailure, field);
    expect(() => { check({}); }).to.throw(LessonFailure, 'authentication.anonymous.enabled');
  });
});
