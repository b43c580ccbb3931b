import { expect } from 'chai';

import { eventsAbout, untilEvent } from '../../harness/objects/events-about.ts';
import { FakeApi } from '../client/fake-api.ts';
import type { SeenRequest } from '../client/fake-api.ts';
import { failureFrom, scopeOn } from './fake-scope.ts';

const path = '/api/v1/namespaces/n/events';
const event = (reason: string, message: string, lastTimestamp: string, type = 'Normal'): object => ({ metadata: { name: `${reason}-${lastTimestamp}`, uid: `${reason}-${lastTimestamp}` }, reason, message, type, lastTimestamp });
const pulled = event('Pulled', 'image was there', '2018-12-08T10:00:01Z');
const evicted = event('Evicted', 'Container web exceeded its local ephemeral storage limit "1Mi".', '2018-12-08T10:00:02Z', 'Warning');

describe('events about an object', () => {
  let api: FakeApi;
  afterEach(async () => { await api.close(); });

  const serve = async (listed: object[], watched: object[] = []): Promise<void> => {
    api = await FakeApi.serve({
      [`GET ${path}`]: () => ({ metadata: { resourceVersion: '1' }, items: listed }),
      [`GET ${path}?watch`]: (_request: SeenRequest, response) => {
        response.write(watched.map((object) => `${JSON.stringify({ type: 'ADDED', object })}\n`).join('') || '\n');
        return undefined;
      },
    });
  };

  it('finds one that was recorded before, asking only for those about the object', async () => {
    await serve([pulled, evicted]);
    const found = await untilEvent(scopeOn(api), { about: 'Pod/web', reason: 'Evicted', message: /ephemeral storage/, type: 'Warning' });
    expect(found.message).to.contain('"1Mi"');
    expect(api.seen[0]?.url.searchParams.get('fieldSelector')).to.equal('involvedObject.kind=Pod,involvedObject.name=web');
  });

  it('waits for one that comes later', async () => {
    await serve([pulled], [evicted]);
    expect((await untilEvent(scopeOn(api), { about: 'Pod/web', reason: 'Evicted' })).reason).to.equal('Evicted');
  });

  it('says which events there were when it does not come', async () => {
    await serve([evicted, pulled]);
    const failure = await failureFrom(untilEvent(scopeOn(api), { about: 'Pod/web', reason: 'Evicted', message: /memory/ }, { within: 50 }));
    expect(failure.object).to.equal('Pod/web');
    expect(failure.expected).to.equal('an event Evicted that matches /memory/ within 0.05 s');
    expect(failure.observed).to.match(/these events about it: Normal Pulled: image was there; Warning Evicted: Container web exceeded/);
  });

  it('does not take one of another type', async () => {
    await serve([evicted]);
    const failure = await failureFrom(untilEvent(scopeOn(api), { about: 'Pod/web', reason: 'Evicted', type: 'Normal' }, { within: 50 }));
    expect(failure.observed).to.contain('Warning Evicted');
  });

  it('says that there were none', async () => {
    await serve([]);
    expect((await failureFrom(untilEvent(scopeOn(api), { about: 'Pod/web', reason: 'Evicted' }, { within: 50 }))).observed).to.contain('no events about it');
  });

  it('lists those of now, oldest first', async () => {
    await serve([evicted, pulled]);
    expect((await eventsAbout(scopeOn(api), 'Pod/web')).map(({ reason }) => reason)).to.deep.equal(['Pulled', 'Evicted']);
  });

  it('looks for those of a node where Kubernetes records them', async () => {
    api = await FakeApi.serve({ 'GET /api/v1/namespaces/default/events': () => ({ items: [event('NodeReady', 'ready', '2018-12-08T10:00:00Z')] }) });
    expect(await eventsAbout(scopeOn(api), 'Node/worker')).to.have.length(1);
  });
});
