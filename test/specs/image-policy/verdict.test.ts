import { expect } from 'chai';
import { ApiError } from '../../../harness/client/api-error.ts';
import { lacksParameters, verdictOn } from '../../../specs/image-policy/verdict.ts';

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

  it('tells a refusal for want of parameters from one by an expression', () => {
    const refused = (message: string) => ({ admitted: false, binding: 'b', message }) as const;
    expect([lacksParameters(refused('denied request: failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction')), lacksParameters(refused('denied request: failed expression: x')), lacksParameters({ admitted: true })]).to.deep.equal([true, false, false]);
  });

  it('passes on what is no refusal', async () => {
    const lost = new Error('connection lost');
    expect(await verdictOn(() => Promise.reject(lost)).catch((error: unknown) => error)).to.equal(lost);
  });
});
