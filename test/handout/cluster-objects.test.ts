import { expect } from 'chai';
import { clusterObjects, requireFree } from '../../harness/handout/cluster-objects.ts';
import { loadLesson } from '../../harness/manifests/load.ts';
import { join } from 'node:path';
import { checkout } from '../../harness/process/checkout.ts';

const ids = (lesson: string): string[] => clusterObjects(loadLesson(join(checkout, 'manifests'), lesson)).map(({ kind, name }) => `${kind}/${name}`);

describe('what a page makes for the whole cluster', () => {
  it('is what of the lesson belongs to no namespace', () => {
    expect(ids('12-authorization')).to.have.members(['ClusterRole/observe', 'ClusterRole/observe-pods', 'ClusterRole/observe-deployments']);
    expect(ids('01-pods')).to.deep.equal([]);
  });

  it("is refused where it is there already, as it is somebody else's", async () => {
    const refs = ['a', 'b'].map((name) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name }));
    const cluster = (...there: string[]) => ({ read: <T>({ name }: { name: string }) => Promise.resolve(there.includes(name) ? ({} as T) : undefined) });
    await requireFree(cluster(), refs, AbortSignal.timeout(1_000));
    const error: unknown = await requireFree(cluster('b'), refs, AbortSignal.timeout(1_000)).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('message', 'there is already ClusterRole/b, which the page makes and removes');
    expect(error).to.have.property('hint', 'If nobody needs it: kubectl delete ClusterRole/b');
  });
});
