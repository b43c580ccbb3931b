import { expect } from 'chai';
import { ApiError } from '../../../harness/client/api-error.ts';
import { verdictOn } from '../../../specs/image-policy/verdict.ts';

const refusal = (code: number, message: string): Promise<never> => Promise.reject(new ApiError('PATCH /pods', code, { message, reason: 'Invalid' }));

describe('specs/image-policy/verdict', () => {
  it('tells whether something was admitted', async () => {
    expect(await verdictOn(() => Promise.resolve())).to.deep.equal({ admitted: true });
  });

  it('tells a refusal by a policy from any other', async () => {
    const denied = `pods "tried" is forbidden: ValidatingAdmissionPolicy 'trusted-images' with binding 'trusted-images-x' denied request: no`;
    expect(await verdictOn(() => refusal(422, denied))).to.deep.equal({ admitted: false, binding: 'trusted-images-x', message: denied });
    expect(await verdictOn(() => refusal(403, 'violates PodSecurity "baseline:latest"'))).to.include({ admitted: false, binding: undefined });
  });

  it('passes on what is no refusal', async () => {
    const lost = new Error('connection lost');
    expect(await verdictOn(() => Promise.reject(lost)).catch((error: unknown) => error)).to.equal(lost);
  });
});
