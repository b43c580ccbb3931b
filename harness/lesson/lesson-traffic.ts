import type { IngressStream, TrafficOptions } from '../traffic/start-traffic.ts';

/** A host that no Ingress serves: `.invalid` is nobody's (RFC 6761). */
const hostOfNobody = 'no-app.invalid';

/** What a spec says of the traffic that it wants; where it goes, the lesson knows. */
export interface LessonTraffic extends Omit<TrafficOptions, 'baseUrl' | 'signal' | 'streams' | 'control' | 'load'> {
  streams: readonly IngressStream[];
  /**
   * The test itself takes the ingress controller away: what is lost meanwhile is what the test is about. Without it, traffic
   * that lost requests only while nobody answered on the way to the apps is not fit to judge by.
   */
  closesTheWay?: boolean;
}

/** The traffic through the ingress, sent to the hosts that the lesson has there. */
export function throughIngress({ closesTheWay = false, streams, ...options }: LessonTraffic, hostOf: (host: string) => string): Omit<TrafficOptions, 'baseUrl'> {
  return { ...options, ...(closesTheWay ? {} : { control: hostOfNobody }), streams: streams.map((stream) => ({ ...stream, host: hostOf(stream.host) })) };
}
