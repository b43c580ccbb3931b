import { expect } from 'chai';

import type { Pod } from '../../harness/client/objects.ts';
import { unsettled } from '../../harness/objects/node-ref.ts';

const restartedAt = Date.UTC(2018, 11, 8, 10, 0, 5, 400);

const pod = (startedAt: string, ready: 'True' | 'False', phase = 'Running'): Pod =>
  ({
    metadata: { name: `${phase} ${startedAt} ${ready}` },
    status: { phase, conditions: [{ type: 'Ready', status: ready }], containerStatuses: [{ name: 'c', state: { running: { startedAt } } }] },
  }) as unknown as Pod;

describe('unsettled', () => {
  it('leaves out pods whose containers were started since and are ready; times carry whole seconds', () => {
    expect(unsettled([pod('2018-12-08T10:00:05Z', 'True'), pod('2018-12-08T10:00:09Z', 'True')], restartedAt)).to.deep.equal([]);
  });

  it('has those that are still told as they were before, or are not ready again', () => {
    const [before, waiting] = [pod('2018-12-08T09:00:00Z', 'True'), pod('2018-12-08T10:00:09Z', 'False')];
    expect(unsettled([before, waiting], restartedAt)).to.deep.equal([before, waiting]);
  });

  it('does not wait for pods that have ended', () => {
    expect(unsettled([pod('2018-12-08T09:00:00Z', 'False', 'Succeeded')], restartedAt)).to.deep.equal([]);
  });
});
