import { expect } from 'chai';

import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { applyManifest } from '../../harness/manifests/apply.ts';
import { inApplyOrder } from '../../harness/manifests/apply-order.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { parseSources } from '../../harness/manifests/source.ts';
import type { Isolation } from '../../harness/manifests/isolation.ts';
import type { Failure } from '../../harness/verdict/results.ts';
import { FakeApi, refuse } from '../client/fake-api.ts';
import type { Answer } from '../client/fake-api.ts';

const place: Isolation = { namespace: 'n-r1', storageClasses: [], hasDefaultClass: false };

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: two
  template:
    spec:
      containers:
        - name: app
          imag: web:1
`;

function manifestsOf(text: string): Manifest[] {
  return parseSources(text, 'a/1.yaml').map((source) => new Manifest(source.value() as object, source, 'a'));
}

describe('applying a manifest', () => {
  let api: FakeApi | undefined;
  afterEach(async () => { await api?.close(); });

  const applying = async (text: string, answers: Record<string, Answer>): Promise<Failure> => {
    api = await FakeApi.serve(answers);
    const [manifest] = manifestsOf(text);
    if (manifest === undefined) throw new Error('no manifest');
    try {
      await applyManifest(api.client, manifest, place, 'r1');
    } catch (error) {
      if (error instanceof LessonFailure) return error.failure;
      throw error;
    }
    throw new Error('it was not refused');
  };
  const web = 'PATCH /apis/apps/v1/namespaces/n-r1/deployments/web';
  const refused = (status: object, code = 400): Answer => (_, response) => { refuse(response, code, status); };

  it('sends it to the place with the labels of the run', async () => {
    api = await FakeApi.serve({ [web]: () => ({ metadata: { name: 'web' } }) });
    const [manifest] = manifestsOf(deployment);
    if (manifest !== undefined) await applyManifest(api.client, manifest, place, 'r1');
    const sent = JSON.parse(api.seen[0]?.body ?? '{}') as { metadata: object };
    expect(sent.metadata).to.deep.equal({ name: 'web', namespace: 'n-r1', labels: { 'app.kubernetes.io/managed-by': 'cndjp2-e2e', 'cndjp2-e2e/run': 'r1' } });
  });

  it('takes no for an answer in a dry run, unless a webhook knows no dry runs', async () => {
    const dryRun = async (message: string): Promise<string> => {
      api = await FakeApi.serve({ [web]: refused({ message }) });
      const [manifest] = manifestsOf(deployment);
      try {
        if (manifest !== undefined) await applyManifest(api.client, manifest, place, 'r1', { dryRun: true });
        return 'taken';
      } catch (error) {
        return error instanceof LessonFailure ? error.failure.observed : String(error);
      } finally {
        await api.close();
      }
    };
    expect(await dryRun('admission webhook "a.b.c" does not support dry run')).to.equal('taken');
    expect(await dryRun('admission webhook "a.b.c" denied the request: no')).to.contain('denied the request');
    expect(api?.seen[0]?.url.searchParams.get('dryRun')).to.equal('All');
  });

  const schemas = {
    D: { 'x-kubernetes-group-version-kind': [{ group: 'apps', version: 'v1', kind: 'Deployment' }], properties: { spec: { allOf: [{ $ref: '#/components/schemas/S' }] } } },
    S: { properties: { template: { $ref: '#/components/schemas/T' } } },
    T: { properties: { spec: { $ref: '#/components/schemas/P' } } },
    P: { properties: { containers: { type: 'array', items: { $ref: '#/components/schemas/C' } } } },
    C: { properties: { name: {}, image: {}, args: {} } },
  };

  for (const message of [
    'failed to create typed patch object (n-r1/web; apps/v1, Kind=Deployment): .spec.template.spec.containers[name="app"].imag: field not declared in schema',
    'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.template.spec.containers[0].imag"',
  ]) {
    it(`finds the misspelt field and what was meant: ${message.slice(0, 30)}…`, async () => {
      const failure = await applying(deployment, { [web]: refused({ message }), 'GET /openapi/v3/apis/apps/v1': () => ({ components: { schemas } }) });
      expect(failure).to.include({
        object: 'Deployment/web',
        field: 'spec.template.spec.containers[app].imag',
        file: 'a/1.yaml',
        line: 11,
        observed: 'unknown field "spec.template.spec.containers[app].imag"',
        hint: 'Did you mean `image`?',
      });
    });
  }

  it('says something useful about an unknown field also when the server has no document', async () => {
    const failure = await applying(deployment, { [web]: refused({ message: '.spec.replica: field not declared in schema' }) });
    expect(failure).to.include({ field: 'spec.replica', line: 5 });
    expect(failure.hint).to.contain('Correct the name');
  });

  it('points at a value of the wrong type', async () => {
    const message = 'failed to create typed patch object (n-r1/web; apps/v1, Kind=Deployment): .spec.replicas: expected numeric (int or float), got string';
    expect(await applying(deployment, { [web]: refused({ message }) })).to.include({ field: 'spec.replicas', line: 6, observed: 'expected numeric (int or float), got string' });
  });

  it('uses the causes of a validation', async () => {
    const details = { causes: [{ reason: 'FieldValueRequired', message: 'Required value', field: 'spec.selector' }] };
    expect(await applying(deployment, { [web]: refused({ message: 'Deployment.apps "web" is invalid', details }, 422) })).to.include({
      field: 'spec.selector',
      line: 5,
      expected: 'a value for this field',
      observed: 'Required value',
    });
  });

  it('says which volumes a pod has when a mount names another', async () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers: [{ name: app, volumeMounts: [{ name: data }] }]\n  volumes: [{ name: date }, { name: logs }]\n';
    const details = { causes: [{ reason: 'FieldValueNotFound', message: 'Not found: "data"', field: 'spec.containers[0].volumeMounts[0].name' }] };
    expect((await applying(pod, { 'PATCH /api/v1/namespaces/n-r1/pods/web': refused({ details }, 422) })).hint).to.equal('A mount names a volume of its pod: spec.volumes has date, logs.');
  });

  it('says where a kind is served now when its version is gone', async () => {
    const ingress = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: web }\n';
    const failure = await applying(ingress, {
      'GET /apis': () => ({ groups: [{ preferredVersion: { groupVersion: 'networking.k8s.io/v1' }, versions: [{ groupVersion: 'networking.k8s.io/v1' }] }] }),
      'GET /api/v1': () => ({ resources: [{ name: 'pods', kind: 'Pod', namespaced: true }] }),
      'GET /apis/networking.k8s.io/v1': () => ({ resources: [{ name: 'ingresses', kind: 'Ingress', namespaced: true }] }),
    });
    expect(failure).to.include({ field: 'apiVersion', line: 1, observed: 'Ingress is not served in extensions/v1beta1; it is served in networking.k8s.io/v1' });
    expect(failure.hint).to.contain('Write `apiVersion: networking.k8s.io/v1`');
  });

  it('says which kind was probably meant', async () => {
    const failure = await applying('apiVersion: v1\nkind: Pood\nmetadata: { name: web }\n', {
      'GET /apis': () => ({ groups: [] }),
      'GET /api/v1': () => ({ resources: [{ name: 'pods', kind: 'Pod', namespaced: true }] }),
    });
    expect(failure).to.include({ field: 'kind', line: 2, observed: 'the cluster knows no kind Pood', hint: 'Did you mean `Pod`?' });
  });

  it('refuses what belongs to the whole cluster, and leaves out a Namespace', async () => {
    expect(await applying('apiVersion: v1\nkind: Node\nmetadata: { name: x }\n', {})).to.include({ observed: 'Node belongs to the whole cluster', line: 2 });
    const [namespace] = manifestsOf('apiVersion: v1\nkind: Namespace\nmetadata: { name: x }\n');
    if (api !== undefined && namespace !== undefined) expect(await applyManifest(api.client, namespace, place, 'r1')).to.equal(undefined);
  });

  it('applies first what others refer to', () => {
    const all = manifestsOf(['Ingress', 'Deployment', 'Pod', 'Service', 'PersistentVolumeClaim', 'PersistentVolume', 'Secret'].map((kind) => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: x }\n`).join('---\n'));
    expect(inApplyOrder(all).map((each) => each.kind)).to.deep.equal(['Secret', 'PersistentVolume', 'PersistentVolumeClaim', 'Service', 'Deployment', 'Pod', 'Ingress']);
  });
});
