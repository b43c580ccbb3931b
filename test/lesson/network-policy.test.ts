import { expect } from 'chai';

import type { Verdict } from '../../harness/access/reach.ts';
import { lackingEnforcement, lackingNetworkPolicy } from '../../harness/lesson/network-policy.ts';
import { FakeApi, refuse } from '../client/fake-api.ts';
import { scopeOn } from '../objects/fake-scope.ts';

type Answer = Verdict['verdict'];

describe('whether a cluster enforces NetworkPolicies', () => {
  /** Each connection ends as the next of the list says, `denied` after the policy; the last one goes on. Each pause takes 4 s. */
  const tried = async (before: Answer[], denied: Answer[]): Promise<{ lacks: string | undefined; asked: number }> => {
    let [asked, now] = [0, 0];
    let answers = [...before];
    const lacks = await lackingEnforcement({
      reach: async () => {
        asked += 1;
        const verdict = answers.length > 1 ? answers.shift() : answers[0];
        return await Promise.resolve(verdict === 'could not ask' ? { verdict, why: { en: 'no image', ja: 'なし' } } : { verdict: verdict ?? 'reached' });
      },
      deny: async () => {
        answers = [...denied];
        await Promise.resolve();
      },
      pause: async () => {
        now += 4_000;
        await Promise.resolve();
      },
      now: () => now,
    });
    return { lacks: lacks?.en, asked };
  };

  it('shows when a connection that was accepted ends after a policy, be it a moment later', async () => {
    expect(await tried(['reached'], ['timed out'])).to.deep.equal({ lacks: undefined, asked: 2 });
    expect(await tried(['refused', 'reached'], ['reached', 'refused'])).to.deep.equal({ lacks: undefined, asked: 4 });
  });

  it('shows when it is still accepted 10 s later', async () => {
    expect(await tried(['reached'], ['reached'])).to.deep.equal({ lacks: 'this cluster does not enforce NetworkPolicies: install a network plugin that does, such as Calico or Cilium', asked: 5 });
  });

  it('does not show when there was no connection before', async () => {
    expect((await tried(['timed out'], ['timed out'])).lacks).to.match(/could not be found out: without a policy, one pod's connection to another timed out$/);
  });

  it('does not show when nobody can ask', async () => {
    expect(await tried(['could not ask'], ['refused'])).to.deep.equal({ lacks: 'whether this cluster enforces NetworkPolicies could not be found out: no image', asked: 1 });
  });

  it('does not show where pods may not be made', async () => {
    const api = await FakeApi.serve({
      'POST /api/v1/namespaces/n/pods': (_request, response) => {
        refuse(response, 403, { message: 'exceeded quota' });
        return undefined;
      },
    });
    try {
      expect((await lackingNetworkPolicy(() => Promise.resolve(scopeOn(api))))?.en).to.match(/`network-policy` could not be asked: .*exceeded quota/);
    } finally {
      await api.close();
    }
  });
});
