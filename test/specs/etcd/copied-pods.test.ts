import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { verbatim, type Text } from '../../../harness/text/language.ts';
import { CopiedPods, deletionOf, nodeOf } from '../../../specs/etcd/copied-pods.ts';

type Server = ConstructorParameters<typeof CopiedPods>[0];

/** A server with two nodes and one pod, and what was asked of it. */
function serverWith(pod: object | undefined): { server: Server; asked: unknown[]; told: string[] } {
  const asked: unknown[] = [];
  const told: string[] = [];
  const client = {
    list: async () => await Promise.resolve({ items: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }] }),
    patch: async ({ name }: { name: string }, patch: object) => { await Promise.resolve(asked.push({ name, patch })); },
    create: async (object: object) => { await Promise.resolve(asked.push(object)); },
  };
  const until = async ({ object, namespace, seen, describe }: { object: string; namespace: string; seen: (now: unknown) => unknown; describe: (now: unknown) => Text }) => {
    asked.push(`${object} in ${namespace}`);
    told.push(describe(pod).en);
    return await Promise.resolve(seen(pod));
  };
  return { server: { client, until } as unknown as Server, asked, told };
}

const blame = { on: 'Pod/leaves' } as const;

describe('CopiedPods', () => {
  it('are looked at in their namespace, and told with node, reason and end', async () => {
    const { server, asked, told } = serverWith({ metadata: { deletionTimestamp: '2026-11-26T07:00:30Z' }, spec: { containers: [], nodeName: 'a' } });
    expect(await new CopiedPods(server, 'run-1').until('leaves', verbatim('bound'), nodeOf, blame)).to.equal('a');
    expect(asked).to.deep.equal(['Pod/leaves in run-1']);
    expect(told).to.deep.equal(['node a, scheduled, deletion 2026-11-26T07:00:30Z']);
  });

  it('show nothing before they are there', async () => {
    const { server, told } = serverWith(undefined);
    expect(await new CopiedPods(server, 'run-1').until('leaves', verbatim('there'), deletionOf, blame)).to.equal(undefined);
    expect(told).to.deep.equal(['node none, scheduled, deletion not asked for']);
  });

  it('are made like those of the folder, and nodes are changed all at once', async () => {
    const { server, asked } = serverWith(undefined);
    const pods = new CopiedPods(server, 'run-1');
    await pods.make(new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'leaves', labels: { app: 'x' } }, spec: { containers: [] } } as object, undefined, '19-nodes-and-etcd'), 'leaves-new');
    await pods.patchNodes({ spec: { taints: [] } });
    expect(asked).to.deep.equal([
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'leaves-new', namespace: 'run-1' }, spec: { containers: [] } },
      { name: 'a', patch: { spec: { taints: [] } } },
      { name: 'b', patch: { spec: { taints: [] } } },
    ]);
  });
});

describe('deletionOf', () => {
  it('is when a pod is to be gone', () => {
    expect(deletionOf({ metadata: { deletionTimestamp: '2026-11-26T07:00:30Z' } })).to.equal('2026-11-26T07:00:30Z');
    expect(deletionOf({ metadata: {} })).to.equal('none');
  });
});
