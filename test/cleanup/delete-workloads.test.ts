import { expect } from 'chai';

import { deleteWorkloads } from '../../harness/cleanup/delete-workloads.ts';
import { FakeApi } from '../client/fake-api.ts';

describe('deleting the workloads of a namespace', () => {
  it('deletes controllers without their pods, then the pods with one second of grace', async () => {
    const api = await FakeApi.serve({ '*': () => ({}) });
    try {
      await deleteWorkloads(api.client, 'n', AbortSignal.timeout(5_000));
      const asked = api.seen.map(({ method, url }) => ({ method, plural: url.pathname.split('/').at(-1), ...Object.fromEntries(url.searchParams) }));
      expect(asked.at(-1)).to.deep.equal({ method: 'DELETE', plural: 'pods', propagationPolicy: 'Background', gracePeriodSeconds: '1' });
      expect(asked.slice(0, -1)).to.deep.include({ method: 'DELETE', plural: 'deployments', propagationPolicy: 'Orphan' });
      expect(asked.slice(0, -1).every(({ method, plural, ...query }) => method === 'DELETE' && plural !== 'pods' && 'propagationPolicy' in query && query.propagationPolicy === 'Orphan')).to.equal(true);
    } finally {
      await api.close();
    }
  });
});
