import { expect } from 'chai';
import type { Given, Pod } from '../../../harness/lesson/given.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { agentOn, killAgent, replaceAgent } from '../../../specs/cluster-logging/agent.ts';

class Failed extends Error {}

const daemonSet = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'log-agent' }, spec: { template: { spec: { containers: [{ name: 'helper', image: 'busybox:1.37' }, { name: 'agent', image: 'otel/opentelemetry-collector-contrib:0.160.0' }] } } } };

/** A cluster with agents on nodes, and what was done to them. */
function cluster({ own = true, exitCode = 0, leaving = false } = {}): { given: Given; done: string[] } {
  const done: string[] = [];
  const pod = (name: string, node: string, deletionTimestamp?: string): Pod => ({
    name, node, uid: '12-34',
    object: { metadata: { deletionTimestamp } },
    status: () => ({ restartCount: 2 }),
    restarted: ({ since }: { since: number }, container: string) => Promise.resolve(done.push(`${name}/${container} restarted since ${since}`)),
    deleted: ({ graceSeconds }: { graceSeconds: number }) => Promise.resolve(done.push(`${name} deleted in ${graceSeconds} s`)),
  } as unknown as Pod);
  const pods = [pod('old', 'worker', leaving ? '2026-11-26T10:00:00Z' : undefined), pod('far', 'front'), ...(leaving ? [pod('new', 'worker')] : [])];
  const given = {
    onOwnCluster: own,
    manifest: () => new Manifest(daemonSet, undefined, '10-cluster-logging'),
    daemonSet: (name: string) => ({ pods: () => ({ now: () => Promise.resolve(pods), ready: (count: number) => Promise.resolve(done.push(`${count} of ${name} ready`)) }) }),
    node: (name: string) => ({ run: (command: string[]) => { done.push(`${name} runs sh with ${command.at(-1) ?? ''}`); return Promise.resolve({ exitCode }); } }),
    fail: ({ expected, observed }: { expected: { en: string }; observed: { en: string } }) => { throw new Failed(`${expected.en}: ${observed.en}`); },
  } as unknown as Given;
  return { given, done };
}

const messageOf = async (action: Promise<unknown>): Promise<string> => await action.then(() => 'nothing', (error: unknown) => (error as Error).message);

describe('the agent on a node', () => {
  it('is the pod that is there and does not leave', async () => {
    expect((await agentOn(cluster({ leaving: true }).given, 'worker')).name).to.equal('new');
    expect(await messageOf(agentOn(cluster().given, 'other'))).to.equal('a pod of the agent on other: none');
  });

  it('is killed on the node by the uid of its pod, however that is written there', async () => {
    const { given, done } = cluster();
    await killAgent(given, 'worker');
    expect(done).to.deep.equal(['worker runs sh with 12[-_]34', 'old/agent restarted since 2']);
  });

  it('has to be there to be killed', async () => {
    expect(await messageOf(killAgent(cluster({ exitCode: 3 }).given, 'worker'))).to.equal('killed: no process of the pod');
  });

  it('is deleted where nobody can kill it', async () => {
    const { given, done } = cluster({ own: false });
    await killAgent(given, 'worker');
    expect(done).to.deep.equal(['old deleted in 0 s', '2 of log-agent ready']);
  });

  it('is replaced without grace, and ends before the next one begins', async () => {
    const { given, done } = cluster();
    await replaceAgent(given, 'front');
    expect(done).to.deep.equal(['far deleted in 0 s', 'front runs sh with 12[-_]34', '2 of log-agent ready']);
  });

  it('is replaced all the same when it has ended by itself', async () => {
    const { given, done } = cluster({ exitCode: 3 });
    await replaceAgent(given, 'front');
    expect(done.at(-1)).to.equal('2 of log-agent ready');
  });
});
