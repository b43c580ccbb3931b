import { expect } from 'chai';
import { warmUp } from '../../../harness/traffic/driver/warm-up.ts';
import { planTraffic } from '../../../harness/traffic/options.ts';

describe('the warm-up of the driver', () => {
  it('ends by itself, and leaves no connection and no server', async () => {
    const streams = (['fresh', 'keep-alive', 'sticky'] as const).map((kind) => ({ name: kind, kind, rate: 1, path: '/' }));
    // Its address is never asked: the warm-up has a server of its own.
    await warmUp(planTraffic({ baseUrl: 'http://127.0.0.1:9', streams }).streams);
    await new Promise((resolve) => { setImmediate(resolve); });
    expect(process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap')).to.deep.equal([]);
  });
});
