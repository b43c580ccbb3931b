import { expect } from 'chai';
import type { EndpointSlice, KubeObject } from '../../../harness/client/objects.ts';
import type { Blame, Given, LessonNamespace } from '../../../harness/lesson/given.ts';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { verbatim } from '../../../harness/text/language.ts';
import { selectsPodsOf } from '../../../specs/checks/selects.ts';
import { inside, neverReady, published, requireLeftOut } from '../../../specs/pods/unready.ts';

const object = (written: KubeObject): Manifest => new Manifest(written, undefined, '01-pods');
const given = {
  object,
  expect: (actual: unknown) => ({ to: { equal: (wanted: unknown) => { if (actual !== wanted) throw new Error(`observed ${String(actual)}`); } } }),
} as unknown as Given;

describe('a pod that runs and is not ready', () => {
  const deployment = object({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'hello' }, spec: { template: { metadata: { labels: { app: 'hello' } }, spec: { containers: [{ name: 'own' }], readinessGates: [{ conditionType: 'own' }] } } } } as KubeObject);
  const service = (spec: object): Manifest => object({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'hello' }, spec } as KubeObject);

  it('is one of the Deployment that waits for more than the others', () => {
    const pod = neverReady(given, deployment);
    expect(pod.labels).to.deep.equal({ app: 'hello' });
    expect(pod.get('spec.containers[0].name')).to.equal('own');
    expect(pod.get('spec.readinessGates')).to.deep.equal([{ conditionType: 'own' }, { conditionType: 'cndjp.example/never' }]);
    expect(deployment.get('spec.template.spec.readinessGates'), 'the one that was written').to.have.length(1);
  });

  it('is selected by Services with its labels', () => {
    expect(selectsPodsOf(service({ selector: { app: 'hello' } }), deployment)).to.equal(true);
    expect(selectsPodsOf(service({ selector: { app: 'other' } }), deployment)).to.equal(false);
    expect(selectsPodsOf(service({}), deployment)).to.equal(false);
  });

  it('is published by a copy of a Service that takes nothing away from the one that was written', () => {
    const written = service({ type: 'NodePort', clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'], selector: { app: 'hello' }, ports: [{ port: 80, nodePort: 30_080 }] });
    expect(published(written).object).to.deep.include({ metadata: { name: 'hello-published' }, spec: { selector: { app: 'hello' }, ports: [{ port: 80 }], publishNotReadyAddresses: true } });
    expect(inside(service({ clusterIP: 'None', clusterIPs: ['None'] })).get('spec')).to.deep.equal({ clusterIP: 'None' });
    expect(inside(service({ type: 'ExternalName' })).get('spec.type')).to.equal('ExternalName');
    expect(written.get('spec.ports[0].nodePort')).to.equal(30_080);
  });

  const slice = (of: string, pod: string, ready: boolean) => ({ metadata: { labels: { 'kubernetes.io/service-name': of } }, endpoints: [{ addresses: ['10.0.0.2'], targetRef: { name: pod }, conditions: { ready } }] });
  const place = (slices: object[]): LessonNamespace => ({ until: ({ seen }: { seen: (all: (EndpointSlice & KubeObject)[]) => unknown }) => Promise.resolve(seen(slices as (EndpointSlice & KubeObject)[])) }) as unknown as LessonNamespace;
  const blame: Blame = { on: 'Service/hello', hint: verbatim('') };

  it('must be listed by its Service as one that is not ready', async () => {
    const all = [slice('hello', 'another', true), slice('hello', 'unready', false), slice('hello-published', 'unready', true)];
    await requireLeftOut(given, place(all), 'hello', blame);
    const failure = await requireLeftOut(given, place(all), 'hello-published', blame).catch(String);
    expect(failure).to.include('observed true');
  });
});
