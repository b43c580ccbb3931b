import { expect } from 'chai';
import { ApiError } from '../../../harness/client/api-error.ts';
import type { Given, Subject } from '../../../harness/lesson/given.ts';
import { untilRefused } from '../../../specs/authentication/until-refused.ts';

describe('until a token is refused', () => {
  const answers = (...codes: number[]): Subject => ({
    whoAmI: async () => {
      const code = codes.shift() ?? 200;
      if (code !== 200) throw new ApiError('POST /', code, {});
      return await Promise.resolve({ username: 'robot', groups: [] });
    },
  }) as unknown as Subject;
  const given = {} as unknown as Given;

  it('is asked again as long as it is known', async () => {
    expect(await untilRefused(given, answers(200, 200, 401), { on: 'Pod/robot' })).to.be.at.least(400);
    expect(await untilRefused(given, answers(401), { on: 'Pod/robot' })).to.be.below(400);
  });

  it('passes on what is another refusal', async () => {
    const error: unknown = await untilRefused(given, answers(500), { on: 'Pod/robot' }).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ApiError).and.to.have.property('code', 500);
  });
});
