import type { IngressStream, TrafficOptions } from '../traffic/start-traffic.ts';

/** A host that no Ingress serves: `.invalid` is nobody's (RFC 6761). */
const hostOfNobody = 'no-app.invalid';

/**
 * Milliseconds that requests may leave late. Lessons look for requests that fail, and for who answers how many: neither asks
 * when exactly a request left, only that no long time passes without any. The 20 ms of the driver are for who measures latencies.
 */
const maxSlipMs = 250;

/** What a spec says of the traffic that it wants; where it goes, the lesson knows. */
export interface LessonTraffic extends Omit<TrafficOptions, 'baseUrl' | 'signal' | 'streams' | 'control' | 'load' | 'maxSlipMs'> {
  streams: readonly IngressStream[];
  /**
   * The test itself takes the ingress controller away: what is lost meanwhile is what the test is about. Without it, traffic
   * that lost requests only while nobody answered on the way to the apps is not fit to judge by.
   */
  closesTheWay?: boolean;
}

/** The traffic through the ingress, sent to the hosts that the lesson has there. */
export function throughIngress({ closesTheWay = false, streams, ...options }: LessonTraffic, hostOf: (host: string) => string): Omit<TrafficOptions, 'baseUrl'> {
  return { ...options, maxSlipMs, ...(closesTheWay ? {} : { control: hostOfNobody }), streams: streams.map((stream) => ({ ...stream, host: hostOf(stream.host) })) };
}
