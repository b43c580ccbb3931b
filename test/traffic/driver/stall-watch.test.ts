import { expect } from 'chai';
import { StallWatch, type ThreadTimes } from '../../../harness/traffic/driver/stall-watch.ts';

describe('the watch for stalls', () => {
  function watching() {
    const now: ThreadTimes = { onCpuMs: 100, waitedMs: 10, majorFaults: 1 };
    return { now, watch: new StallWatch(10, () => ({ ...now })) };
  }

  it('says nothing of a driver that is in time', () => {
    const { watch } = watching();
    watch.left(500, 9.9);
    expect(watch.worst).to.be.undefined;
  });

  it('tells of the worst stall what the thread had meanwhile', () => {
    const { now, watch } = watching();
    now.onCpuMs = 150;
    watch.look();
    Object.assign(now, { onCpuMs: 152, waitedMs: 910, majorFaults: 4 });
    watch.left(2_000, 905);
    watch.left(2_000, 800);
    expect(watch.worst).to.deep.equal({ atMs: 2_000, lateMs: 905, onCpuMs: 2, waitedMs: 900, majorFaults: 3 });
  });

  it('tells how late it was also where the system tells nothing', () => {
    const watch = new StallWatch(10, () => undefined);
    watch.look();
    watch.left(70, 50);
    expect(watch.worst).to.deep.equal({ atMs: 70, lateMs: 50 });
  });

  it('reads what Linux tells about this thread', () => {
    const watch = new StallWatch(10);
    const until = performance.now() + 30;
    while (performance.now() < until);
    watch.left(30, 30);
    const { onCpuMs } = watch.worst ?? {};
    if (process.platform === 'linux') expect(onCpuMs).to.be.greaterThan(0);
    else expect(onCpuMs).to.be.undefined;
  });
});
