import { expect } from 'chai';
import { planTraffic, type StreamOptions } from '../../harness/traffic/options.ts';

describe('the options of traffic', () => {
  const stream: StreamOptions = { name: 'fresh', kind: 'fresh', rate: 10, path: '/' };
  const baseUrl = 'http://127.0.0.1:18080';

  it('have a deadline of 2 s, status 200 and the host of the base URL when nothing else is said', () => {
    expect(planTraffic({ baseUrl, streams: [stream] }).streams[0]).to.include({ deadlineMs: 2_000, host: '127.0.0.1:18080', method: 'GET' })
      .and.to.deep.include({ expect: { status: 200, body: '' } });
  });

  it('have a control beside the streams where a host of no app is named, as patient as the least of them', () => {
    const streams = [{ ...stream, deadlineMs: 5_000 }, { ...stream, name: 'kept' }];
    expect(planTraffic({ baseUrl, streams, control: 'no-app.invalid' }).streams.at(-1)).to.include({ name: 'control', kind: 'fresh', host: 'no-app.invalid', path: '/', deadlineMs: 2_000, rate: 10 });
    expect(planTraffic({ baseUrl, streams }).streams.map(({ name }) => name)).to.deep.equal(['fresh', 'kept']);
    expect(() => planTraffic({ baseUrl, streams: [{ ...stream, name: 'control' }], control: 'no-app.invalid' })).to.throw(RangeError, 'the same name');
  });

  it('are refused with the stream and the option named', () => {
    const plan = (change: Partial<StreamOptions>) => () => planTraffic({ baseUrl, streams: [{ ...stream, ...change }] });
    expect(plan({ rate: 0 })).to.throw(RangeError, "traffic: stream 'fresh': rate 0 is not a number of requests a second");
    expect(plan({ path: 'members' })).to.throw(RangeError, "stream 'fresh': path 'members' does not begin with '/'");
    expect(plan({ path: '/a b' })).to.throw(RangeError, "stream 'fresh': path '/a b' does not begin with '/' or has characters that must be encoded");
    expect(plan({ method: 'GET /' })).to.throw(RangeError, "stream 'fresh': 'GET /' is not a method");
    expect(plan({ headers: { 'x-a': 'b\r\nc: d' } })).to.throw(RangeError, "stream 'fresh': header 'x-a' cannot be sent");
    expect(plan({ host: 'a\nb' })).to.throw(RangeError, "stream 'fresh': header 'host' cannot be sent");
    expect(plan({ deadlineMs: -1 })).to.throw(RangeError, "stream 'fresh': deadlineMs -1");
    expect(plan({ kind: 'sticky', clients: 0 })).to.throw(RangeError, "stream 'fresh': 0 clients cannot be simulated");
  });

  it('are refused where the whole makes no sense', () => {
    expect(() => planTraffic({ baseUrl: 'api.k8s', streams: [stream] })).to.throw(RangeError, "'api.k8s' is not an http address");
    expect(() => planTraffic({ baseUrl, streams: [] })).to.throw(RangeError, 'not 0');
    expect(() => planTraffic({ baseUrl, streams: [stream, stream] })).to.throw(RangeError, 'the same name');
    expect(() => planTraffic({ baseUrl, streams: [{ ...stream, rate: 5_000 }] })).to.throw(RangeError, '5000 requests a second');
  });
});
