import { expect } from 'chai';
import { listeningToWarnings, warningsIn } from '../../harness/client/warnings.ts';
import { FakeApi } from './fake-api.ts';

describe('warnings of the API server', () => {
  it('are the quoted texts of its headers, whether these come one by one or as one', () => {
    expect(warningsIn('299 - "would violate PodSecurity \\"restricted:latest\\": runAsNonRoot != true"')).to.deep.equal(['would violate PodSecurity "restricted:latest": runAsNonRoot != true']);
    expect(warningsIn(['299 - "one"', '299 - "two", 299 - "three, and more"'])).to.deep.equal(['one', 'two', 'three, and more']);
  });

  it('are none without a header, or with one of another kind', () => {
    expect(warningsIn(undefined)).to.deep.equal([]);
    expect(warningsIn('110 cache "Response is Stale"')).to.deep.equal([]);
  });

  it('reach who listens, each once, and not who asks at the same time', async () => {
    const api = await FakeApi.serve({
      'GET /api/v1/namespaces/n/pods/p': (_, response) => { response.setHeader('warning', '299 - "old"'); return {}; },
      'GET /api/v1/namespaces/n/pods/q': (_, response) => { response.setHeader('warning', '299 - "of another"'); return {}; },
    });
    const read = async (name: string) => await api.client.read({ apiVersion: 'v1', kind: 'Pod', namespace: 'n', name });
    try {
      const [own] = await Promise.all([listeningToWarnings(async () => { await read('p'); await read('p'); return 7; }), read('q')]);
      expect(own).to.deep.equal({ result: 7, warnings: ['old'] });
    } finally {
      await api.close();
    }
  });
});
