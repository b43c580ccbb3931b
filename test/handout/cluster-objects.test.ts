import { join } from 'node:path';
import { expect } from 'chai';
import { clusterObjects, requireFree } from '../../harness/handout/cluster-objects.ts';
import { readPage } from '../../harness/handout/page.ts';
import { loadLesson } from '../../harness/manifests/load.ts';
import { checkout } from '../../harness/process/checkout.ts';

const ids = (lesson: string, page: string): string[] => clusterObjects(readPage(page, 'x.md'), loadLesson(join(checkout, 'manifests'), lesson)).map(({ kind, name }) => `${kind}/${name}`);

describe('what a page makes for the whole cluster', () => {
  const page = (who: string): string => `\`\`\`console${who}\n$ kubectl create clusterrole more --verb=get --resource=nodes\n$ kubectl create clusterrolebinding more --clusterrole=more --user=a\n$ kubectl create role b\n\`\`\`\n`;

  it('is what of the lesson belongs to no namespace, and the rights that its commands make', () => {
    const typed = ['ClusterRole/more', 'ClusterRoleBinding/more'];
    expect(ids('12-authorization', page(' admin'))).to.have.members(['ClusterRole/observe', 'ClusterRole/observe-pods', 'ClusterRole/observe-deployments', ...typed]);
    expect(ids('01-pods', page(' admin'))).to.deep.equal(typed);
  });

  it('is nothing where a learner runs all commands', () => {
    expect(ids('12-authorization', page(''))).to.deep.equal([]);
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
