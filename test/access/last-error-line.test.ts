import { expect } from 'chai';

import type { ClusterClient } from '../../harness/client/cluster-client.ts';
import { lastWords } from '../../harness/access/last-error-line.ts';

/** A cluster whose only container has written these lines; an Error: its log cannot be had. */
function clusterWith(log: string[] | Error): ClusterClient {
  const text = (): Promise<string> => (log instanceof Error ? Promise.reject(log) : Promise.resolve(log.map((line) => `2026-01-01T00:00:00.000000000Z ${line}\n`).join('')));
  return { rest: { text } } as unknown as ClusterClient;
}

describe('the last words of a container', () => {
  const wordsOf = (log: string[] | Error): Promise<string | undefined> =>
    lastWords(clusterWith(log), { namespace: 'n', pod: 'p', container: 'c' }, { previous: true, signal: new AbortController().signal });

  it('are its last line that says something', async () => {
    expect(await wordsOf(['starting', 'going to end', '  ', ''])).to.equal('going to end');
  });

  it('are rather those in which it complains', async () => {
    expect(await wordsOf(['[ERROR] unknown variable x=1', '[ERROR] Aborting', '[System] Initialization - end.'])).to.equal('[ERROR] unknown variable x=1');
    expect(await wordsOf(["ERROR 1064 at line 1: near 'x,", " Name VARCHAR(64)' at line 1"])).to.equal("ERROR 1064 at line 1: near 'x,");
  });

  it('are none where only kubelet speaks, or nobody', async () => {
    expect(await wordsOf(['unable to retrieve container logs for containerd://5e'])).to.equal(undefined);
    expect(await wordsOf([])).to.equal(undefined);
    expect(await wordsOf(new Error('the pod is gone'))).to.equal(undefined);
  });
});
