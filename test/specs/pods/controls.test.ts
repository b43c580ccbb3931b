import { join } from 'node:path';
import { expect } from 'chai';
import { loadLesson } from '../../../harness/manifests/load.ts';
import type { KubeObject } from '../../../harness/client/objects.ts';
import type { Given } from '../../../harness/lesson/given.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { checkout } from '../../../harness/process/checkout.ts';
import { besideEachOther, startControls, withoutLiveness } from '../../../specs/pods/controls.ts';
import { unready } from '../../../specs/pods/unready.ts';

const ours = loadLesson(join(checkout, 'manifests'), '01-pods');
const pod = (name: string): Manifest => new Manifests(ours).need('Pod', name, '01-pods');

/** What is applied in the namespace of the controls when these are the objects of the folder. */
async function applied(manifests: Manifest[]): Promise<Manifest[]> {
  const all: Manifest[] = [];
  const control = { apply: (...copies: Manifest[]) => { all.push(...copies); } };
  const object = (written: KubeObject): Manifest => new Manifest(written, undefined, '01-pods');
  await startControls({ manifests: new Manifests(manifests), object, namespace: () => Promise.resolve(control) } as unknown as Given);
  return all;
}

describe('the controls of the pods', () => {
  it('lack what the lesson shows: the probe, the turns, the sidecar', () => {
    expect(withoutLiveness(pod('checked')).get('spec.containers[0].livenessProbe')).to.equal(undefined);
    const beside = besideEachOther(pod('prepared'));
    expect(beside.get('spec.initContainers')).to.equal(undefined);
    expect(beside.get<{ name: string; restartPolicy?: string }[]>('spec.containers')?.map(({ name, restartPolicy }) => [name, restartPolicy])).to.deep.equal([['app', undefined], ['second', undefined], ['first', undefined], ['helper', undefined], ['runs-on', undefined]]);
    expect(beside.get('spec.containers[0].lifecycle.postStart'), 'the first begins before the others').to.deep.equal({ sleep: { seconds: 2 } });
    expect(beside.get('spec.terminationGracePeriodSeconds')).to.equal(3);
  });

  it('leave the pods of the folder as they are, and do without those that it lacks', async () => {
    const policies = (await applied(ours)).filter(({ kind, name }) => kind === 'Pod' && name !== unready).map((copy) => [copy.name, copy.get('spec.restartPolicy')]);
    expect(policies).to.deep.equal([['checked', undefined], ['once', 'Always'], ['retried', 'Never'], ['prepared', 'Never']]);
    expect(pod('checked').get('spec.containers[0].livenessProbe')).to.not.equal(undefined);
    expect(await applied([])).to.deep.equal([]);
  });

  it('have a pod that never gets ready, which the Services select, and copies of these that publish it', async () => {
    const others = (await applied(ours)).filter(({ kind, name }) => kind !== 'Pod' || name === unready);
    expect(others.map(({ id }) => id)).to.deep.equal(['Pod/unready', 'Service/hello', 'Service/hello-published', 'Service/hello-all', 'Service/hello-all-published']);
  });
});
