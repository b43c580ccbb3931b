import { expect } from 'chai';

import type { ClusterClient } from '../../harness/client/cluster-client.ts';
import { lastErrorLine } from '../../harness/access/last-error-line.ts';

/** A cluster whose only container has written these lines; an Error: its log cannot be had. */
function clusterWith(log: string[] | Error): ClusterClient {
  const text = (): Promise<string> => (log instanceof Error ? Promise.reject(log) : Promise.resolve(log.map((line) => `2026-01-01T00:00:00.000000000Z ${line}\n`).join('')));
  return { rest: { text } } as unknown as ClusterClient;
}

describe('the last error line of a container', () => {
  const lineOf = (log: string[] | Error): Promise<string | undefined> =>
    lastErrorLine(clusterWith(log), { namespace: 'n', pod: 'p', container: 'c' }, { previous: true, signal: new AbortController().signal });

  it('is its last line that is not blank', async () => {
    expect(await lineOf(['starting', 'going to end', '  ', ''])).to.equal('going to end');
  });

  it('is rather the first that looks like an error', async () => {
    expect(await lineOf(['[ERROR] unknown variable x=1', '[ERROR] Aborting', '[System] Initialization - end.'])).to.equal('[ERROR] unknown variable x=1');
    expect(await lineOf(["ERROR 1064 at line 1: near 'x,", " Name VARCHAR(64)' at line 1"])).to.equal("ERROR 1064 at line 1: near 'x,");
  });

  it('is rather how the program is called than what follows on that', async () => {
    expect(await lineOf(['BusyBox v1.37.0 multi-call binary.', '', 'Usage: sleep [N]...', '', 'Pause for a time equal to the total of the args given'])).to.equal('Usage: sleep [N]...');
    expect(await lineOf(['usage: tool FILE', 'tool: cannot read FILE'])).to.equal('tool: cannot read FILE');
  });

  it('is undefined where the log is gone, empty or cannot be read', async () => {
    expect(await lineOf(['unable to retrieve container logs for containerd://5e'])).to.equal(undefined);
    expect(await lineOf([])).to.equal(undefined);
    expect(await lineOf(new Error('the pod is gone'))).to.equal(undefined);
  });
});
