import { expect } from 'chai';
import { longestNotice } from '../../harness/rollout/notice.ts';
import type { TimelineEvent } from '../../harness/traffic/timeline.ts';

const event = (at: number, pod: string, kind: 'terminating' | 'stoppedServing' | 'gone'): TimelineEvent => ({ at, object: `Pod/${pod}`, kind });

describe('how long it took until a pod that leaves was known to serve no more', () => {
  it('is that of the slowest', () => {
    expect(longestNotice([event(1_000, 'a', 'terminating'), event(1_500, 'b', 'terminating'), event(3_200.4, 'a', 'stoppedServing'), event(6_500, 'b', 'stoppedServing')])).to.equal(5_000);
  });

  it('is not known of a pod that was gone first, or whose deletion nobody saw', () => {
    expect(longestNotice([event(1_000, 'a', 'terminating'), event(2_000, 'a', 'gone'), event(3_000, 'b', 'stoppedServing')])).to.equal(undefined);
  });
});
