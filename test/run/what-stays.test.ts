import { expect } from 'chai';
import type { Cluster } from '../../harness/cluster/cluster.ts';
import { keptLines, stoppedLine } from '../../harness/run/what-stays.ts';

const cluster: Cluster = { provider: 'kind', name: 'cndjp', created: true, kubeconfig: '/home/you/kubeconfig', context: 'kind-cndjp', kubernetes: 'v1.37.2', nodes: 2 };

describe('what stays after a run', () => {
  it('is told with a command that shows it, when it was kept', () => {
    expect(keptLines(cluster, 'abc123', 'all').map(({ en }) => en)).to.deep.equal([
      '',
      'Kept: everything labelled cndjp2-e2e/run=abc123 on cndjp. To look at it:',
      '  export KUBECONFIG=/home/you/kubeconfig; kubectl --context kind-cndjp get all -A -l cndjp2-e2e/run=abc123',
      'The next run or npm run down removes it.',
    ]);
  });

  it('is of the failed lessons alone when none was named', () => {
    expect(keptLines(cluster, 'abc123', 'failed')[1]?.en).to.equal('Kept: cndjp, with everything labelled cndjp2-e2e/run=abc123 of lessons that failed (of lessons that are named: all). To look at it:');
  });

  it('is told by how far the run had come, when it was stopped', () => {
    const line = (how: Partial<Parameters<typeof stoppedLine>[0]>): string => stoppedLine({ cleaned: false, removesCluster: false, ...how }, 'abc123').en;
    expect(line({})).to.equal('Stopped without cleaning up. If a cluster was being made, npm run down removes it.');
    expect(line({ cluster })).to.equal('Stopped without cleaning up; still on the cluster: everything labelled cndjp2-e2e/run=abc123 on cndjp. The next run or npm run down removes it.');
    expect(line({ cluster, removesCluster: true })).to.equal('Stopped without cleaning up; the cluster cndjp is still there. The next run or npm run down removes it.');
    expect(line({ cluster, removesCluster: true, cleaned: true })).to.equal('Stopped; everything that this run made is gone.');
  });
});
