import { expect } from 'chai';

import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { applyManifest } from '../../harness/manifests/apply.ts';
import { inApplyOrder } from '../../harness/manifests/apply-order.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { parseSources } from '../../harness/manifests/source.ts';
import type { Isolation } from '../../harness/manifests/isolation/isolation.ts';
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

  const applying = async (text: string, answers: Record<string, Answer>, where: Isolation = place): Promise<Failure> => {
    await api?.close();
    api = await FakeApi.serve(answers);
    const [manifest] = manifestsOf(text);
    if (manifest === undefined) throw new Error('no manifest');
    try {
      await applyManifest(api.client, manifest, where, 'r1');
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

  it('names the field by which a pod breaks a rule of Pod Security, and a capability with the name that the kernel gives it', async () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - name: app\n      securityContext:\n        capabilities:\n          add: [CAP_CHOWN]\n';
    const message = 'pods "p" is forbidden: violates PodSecurity "baseline:v1.33": non-default capabilities (container "app" must not include "CAP_CHOWN" in securityContext.capabilities.add)';
    const failure = await applying(pod, { 'PATCH /api/v1/namespaces/n-r1/pods/p': refused({ reason: 'Forbidden', message }, 403) });
    expect(failure).to.include({ field: 'spec.containers[app].securityContext.capabilities.add', line: 9, hint: 'Kubernetes names capabilities without CAP_: write CHOWN.' });
  });

  it('makes nothing of a kind that no lesson knows, whatever the cluster serves, unless that is allowed', async () => {
    const served = { 'GET /apis/example.com/v1': () => ({ resources: [{ name: 'deployments', kind: 'Deployment', namespaced: true }, { name: 'middlewares', kind: 'Middleware', namespaced: true }] }) };
    for (const kind of ['Middleware', 'Deployment']) {
      const failure = await applying(`apiVersion: example.com/v1\nkind: ${kind}\nmetadata: { name: x }\n`, served);
      expect(failure).to.include({ object: `${kind}/x`, field: 'kind', line: 2, observed: `an object of the kind ${kind}, which no lesson knows`, refused: true });
      expect(failure.hint).to.include('--allow kinds');
      expect(api?.seen.filter(({ method }) => method !== 'GET')).to.deep.equal([]);
    }
    await api?.close();
    api = await FakeApi.serve({ ...served, 'PATCH /apis/example.com/v1/namespaces/n-r1/middlewares/x': () => ({ metadata: { name: 'x' } }) });
    const [manifest] = manifestsOf('apiVersion: example.com/v1\nkind: Middleware\nmetadata: { name: x }\n');
    if (manifest !== undefined) expect(await applyManifest(api.client, manifest, { ...place, otherKinds: true }, 'r1')).to.deep.equal({ metadata: { name: 'x' } });
  });

  it('asks no other address for an API version that can be none', async () => {
    const groups: Answer = () => ({ kind: 'APIGroup', versions: [] });
    for (const apiVersion of ['""', 'apps/', 'x/../../healthz', 'v1/', '"v1 "', '"@169.254.169.254/v1"', 'v1?x=1']) {
      const text = `apiVersion: ${apiVersion}\nkind: ConfigMap\nmetadata: { name: a }\n`;
      expect(await applying(text, { 'GET /apis': () => ({ groups: [] }), 'GET /api/v1': () => ({ resources: [{ name: 'configmaps', kind: 'ConfigMap', namespaced: true }] }), '*': groups }), apiVersion).to.include({ field: 'apiVersion', hint: 'Write `apiVersion: v1`: that is where this cluster serves ConfigMap now. Fields may have changed too.' });
      expect(api?.seen.map(({ url }) => url.pathname), apiVersion).to.deep.equal(['/apis', '/api/v1']);
    }
  });

  it('lets the server refuse labels that are none', async () => {
    const sent: unknown[] = [];
    for (const labels of ['abc', '[a]']) {
      await applying(`apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, labels: ${labels} }\n`, { '*': ({ body }, response) => {
        if (body !== '') sent.push((JSON.parse(body) as { metadata: { labels: unknown } }).metadata.labels);
        refuse(response, 400, { reason: 'BadRequest', message: 'labels' });
      } });
    }
    expect(sent).to.deep.equal(['abc', ['a']]);
  });

  it('makes nothing of somebody else\'s kind that has the name of one that the lesson allows', async () => {
    const role = 'apiVersion: authorization.example.com/v1\nkind: ClusterRole\nmetadata: { name: reader }\n';
    const served: Record<string, Answer> = { 'GET /apis/authorization.example.com/v1': () => ({ resources: [{ name: 'clusterroles', kind: 'ClusterRole', namespaced: false }] }) };
    expect(await applying(role, served, { ...place, clusterWide: ['ClusterRole'] })).to.include({ object: 'ClusterRole/reader', refused: true });
    expect(api?.seen.map(({ method }) => method)).to.deep.equal(['GET']);
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

  it('names the limit that is in thousandths of a byte, next to which a request is too large', async () => {
    const causes = [{ reason: 'FieldValueInvalid', field: 'spec.template.spec.containers[0].resources.requests', message: 'Invalid value: "16Mi": must be less than or equal to memory limit of 32m' }];
    const text = deployment.replace('imag: web:1', 'resources: { limits: { memory: 32m }, requests: { memory: 16Mi } }');
    const failure = await applying(text, { [web]: refused({ reason: 'Invalid', message: 'Deployment.apps "web" is invalid', details: { causes } }, 422) });
    expect(failure).to.include({ field: 'spec.template.spec.containers[app].resources.limits.memory', hint: 'A small m means thousandths, so `32m` is a part of one byte: write Mi for mebibytes, such as `32Mi`.' });
    const usual = await applying(text.replace('32m', '8Mi'), { [web]: refused({ reason: 'Invalid', message: 'Deployment.apps "web" is invalid', details: { causes } }, 422) });
    expect(usual.field).to.equal('spec.template.spec.containers[app].resources.requests');
  });

  it('names a letter that only looks right where the server sees another field or value', async () => {
    const wrong = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas：2\n';
    expect(await applying(wrong, { [web]: refused({ message: '.spec: expected map, got &value.valueUnstructured{}' }) })).to.include({ field: 'spec', line: 6, observed: 'a full-width colon (：) after replicas at a/1.yaml:6:11' });
    const trailing = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { serviceAccountName: "x　" }\n';
    const details = { causes: [{ reason: 'FieldValueInvalid', message: 'Invalid value: "x　"', field: 'spec.serviceAccountName' }] };
    expect((await applying(trailing, { [web]: refused({ details }, 422) })).hint).to.equal('The value holds a full-width space (U+3000): type it again with the input method switched off.');
  });

  it('finds the value that is not in base64, which the server does not name, and does not show it', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: keys }\ndata:\n  user: a29h\n  password: p@ss:w0rd\n  folded: |\n    YWJj\n    ZA==\n';
    const failure = await applying(secret, { 'PATCH /api/v1/namespaces/n-r1/secrets/keys': refused({ message: 'error decoding from json: illegal base64 data at input byte 1' }) });
    expect(failure).to.include({ field: 'data.password', line: 6 });
    expect(failure.hint).to.include('stringData');
    expect(JSON.stringify(failure)).to.not.include('w0rd');
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\nbinaryData: { good: aGVsbG8=, bad: hello }\n';
    expect(await applying(map, { 'PATCH /api/v1/namespaces/n-r1/configmaps/c': refused({ message: 'illegal base64 data at input byte 4' }) })).to.include({ field: 'binaryData.bad' });
  });

  it('finds the item of a downwardAPI volume that lacks what the server misses, which it does not name', async () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  volumes:\n    - name: about\n      downwardAPI:\n        items:\n          - { path: labels, fieldRef: { fieldPath: metadata.labels } }\n          - { path: name, fieldRef: {} }\n          - { fieldRef: { fieldPath: metadata.uid } }\n';
    const field = async (path: string) => (await applying(pod, { 'PATCH /api/v1/namespaces/n-r1/pods/web': refused({ details: { causes: [{ reason: 'FieldValueRequired', message: 'Required value', field: `spec.volumes[0].downwardAPI${path}` }] } }, 422) })).field;
    expect(await field('.path')).to.equal('spec.volumes[about].downwardAPI.items[2].path');
    expect(await field('.fieldRef.fieldPath')).to.equal('spec.volumes[about].downwardAPI.items[1].fieldRef.fieldPath');
    expect(await field('.fieldRef'), 'none lacks it').to.equal('spec.volumes[about].downwardAPI.items');
    expect(await field('')).to.equal('spec.volumes[about].downwardAPI');
  });

  it('says what a volume lacks that is of no kind', async () => {
    const volume = 'apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: v }\nspec: {}\n';
    const details = { causes: [{ reason: 'FieldValueRequired', message: 'Required value: must specify a volume type', field: 'spec' }] };
    const failure = await applying(volume, { 'PATCH /api/v1/persistentvolumes/v': refused({ details }, 422), 'PATCH /api/v1/persistentvolumes/v-n-r1': refused({ details }, 422) });
    expect(failure.hint).to.contain('hostPath: { path: /data/x }');
  });

  it('says which volumes a pod has when a mount names another', async () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers: [{ name: app, volumeMounts: [{ name: data }] }]\n  volumes: [{ name: date }, { name: logs }]\n';
    const details = { causes: [{ reason: 'FieldValueNotFound', message: 'Not found: "data"', field: 'spec.containers[0].volumeMounts[0].name' }] };
    expect((await applying(pod, { 'PATCH /api/v1/namespaces/n-r1/pods/web': refused({ details }, 422) })).hint).to.equal('A mount names a volume of its pod: spec.volumes has date, logs.');
  });

  it('counts the claim templates of a StatefulSet among its volumes, also when there are none', async () => {
    const details = { causes: [{ reason: 'FieldValueNotFound', message: 'Not found: "data"', field: 'spec.template.spec.containers[0].volumeMounts[0].name' }] };
    const hint = async (templates: string): Promise<unknown> => {
      const set = `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec:\n  template: { spec: { containers: [{ name: mysql, volumeMounts: [{ name: data }] }] } }\n${templates}`;
      return (await applying(set, { 'PATCH /apis/apps/v1/namespaces/n-r1/statefulsets/db': refused({ details }, 422) })).hint;
    };
    expect(await hint('  volumeClaimTemplates: [{ metadata: { name: date } }]\n')).to.equal('A mount names a volume of its pod: spec.template.spec.volumes has none, spec.volumeClaimTemplates has date.');
    expect(await hint('')).to.equal('A mount names a volume of its pod: spec.template.spec.volumes has none, spec.volumeClaimTemplates has none.');
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

  it('refuses what belongs to the whole cluster, and says what of it the lesson allows', async () => {
    expect(await applying('apiVersion: v1\nkind: Node\nmetadata: { name: x }\n', {})).to.include({
      observed: 'Node belongs to the whole cluster', field: 'kind', file: 'a/1.yaml', line: 2, expected: 'objects of a namespace; of the whole cluster only PersistentVolume, StorageClass, IngressClass, PriorityClass',
    });
    const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: reader }\n';
    expect(await applying(role, {}, { ...place, clusterWide: ['ClusterRoleBinding'] })).to.include({ object: 'ClusterRole/reader', expected: 'objects of a namespace; of the whole cluster only PersistentVolume, StorageClass, IngressClass, PriorityClass, ClusterRoleBinding' });
  });

  it('waits until the API server knows of what it has made a moment ago, and the object needs', async () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { priorityClassName: low }\n';
    const answers = (refusals: number): Record<string, Answer> => ({
      'GET /api/v1': () => ({ resources: [{ name: 'pods', kind: 'Pod', namespaced: true }] }),
      'PATCH /api/v1/namespaces/n-r1/pods/web': (_, response) => {
        if (refusals-- <= 0) return { kind: 'Pod' };
        refuse(response, 403, { message: 'pods "web" is forbidden: no PriorityClass with name low-n-r1 was found' });
        return undefined;
      },
    });
    const brings = new Set(['PriorityClass/low'] as const);
    api = await FakeApi.serve(answers(2));
    const [manifest] = manifestsOf(pod);
    if (manifest === undefined) throw new Error('no manifest');
    expect(await applyManifest(api.client, manifest, { ...place, brings }, 'r1')).to.deep.equal({ kind: 'Pod' });
    expect(await applying(pod, answers(1)), 'what nobody has made does not come').to.have.property('observed').that.includes('no PriorityClass');
  });

  it('makes what the lesson allows for this run, under a name of its own and with its labels', async () => {
    api = await FakeApi.serve({ 'PATCH /apis/rbac.authorization.k8s.io/v1/clusterroles/reader-n-r1': () => ({}) });
    const [role] = manifestsOf('apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: reader, labels: { part: a } }\n');
    if (role !== undefined) await applyManifest(api.client, role, { ...place, clusterWide: ['ClusterRole'] }, 'r1');
    const { metadata } = JSON.parse(api.seen[0]?.body ?? '{}') as { metadata: { labels: object } };
    expect(metadata).to.include({ name: 'reader-n-r1' }).and.not.to.have.property('namespace');
    expect(metadata.labels).to.include({ part: 'a', 'app.kubernetes.io/managed-by': 'cndjp2-e2e', 'cndjp2-e2e/run': 'r1' });
  });

  const namespace = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: team\n  labels:\n    pod-security.kubernetes.io/enforce: strict\n    app.kubernetes.io/managed-by: me\n";

  it('puts the labels of a Namespace on ours, which stands for it, and keeps our own', async () => {
    api = await FakeApi.serve({ 'PATCH /api/v1/namespaces/n-r1': () => ({}) });
    const [manifest] = manifestsOf(namespace);
    if (manifest !== undefined) await applyManifest(api.client, manifest, place, 'r1');
    expect(JSON.parse(api.seen[0]?.body ?? '{}')).to.deep.equal({
      metadata: { annotations: {}, labels: { 'pod-security.kubernetes.io/enforce': 'strict', 'app.kubernetes.io/managed-by': 'cndjp2-e2e', 'cndjp2-e2e/run': 'r1' } },
    });
    if (manifest !== undefined) expect(await applyManifest(api.client, manifest, place, 'r1', { dryRun: true })).to.equal(undefined);
    expect(api.seen).to.have.length(1);
  });

  it('says where a label of a Namespace is that the server refuses', async () => {
    const details = { causes: [{ reason: 'FieldValueInvalid', message: 'Invalid value: "strict": must be one of privileged, baseline, restricted', field: 'metadata.labels[pod-security.kubernetes.io/enforce]' }] };
    expect(await applying(namespace, { 'PATCH /api/v1/namespaces/n-r1': refused({ details }, 422) })).to.include({ object: 'Namespace/team', line: 6, field: "metadata.labels['pod-security.kubernetes.io/enforce']" });
  });

  it('waits with its verdict where a dry run lacks what the lesson brings', async () => {
    const dryRun = async (message: string, brings: ReadonlySet<`${string}/${string}`>): Promise<string> => {
      api = await FakeApi.serve({ [web]: refused({ message }, 403) });
      const [manifest] = manifestsOf(deployment);
      try {
        if (manifest !== undefined) await applyManifest(api.client, manifest, { ...place, brings }, 'r1', { dryRun: true });
        return 'no verdict';
      } catch (error) {
        return error instanceof LessonFailure ? error.failure.observed : String(error);
      } finally {
        await api.close();
      }
    };
    const account = 'pods "web" is forbidden: error looking up service account n-r1/viewer: serviceaccount "viewer" not found';
    expect(await dryRun(account, new Set(['ServiceAccount/viewer']))).to.equal('no verdict');
    expect(await dryRun(account, new Set(['ServiceAccount/other']))).to.equal('pods "web" is forbidden: error looking up service account viewer: serviceaccount "viewer" not found');
    expect(await dryRun('pods "web" is forbidden: no PriorityClass with name high-n-r1 was found', new Set(['PriorityClass/high']))).to.equal('no verdict');
    expect(await dryRun('pods "web" is forbidden: pod rejected: RuntimeClass "sandbox-n-r1" not found', new Set(['RuntimeClass/sandbox']))).to.equal('no verdict');
    expect(await dryRun('clusterroles.rbac.authorization.k8s.io "reader-n-r1" not found', new Set(['ClusterRole/reader']))).to.equal('no verdict');
    expect(await dryRun('pods "web" is forbidden: exceeded quota: few-n-r1', new Set(['ResourceQuota/few']))).to.contain('exceeded quota: few');
  });

  it('applies first what others refer to', () => {
    const all = manifestsOf(['Ingress', 'Deployment', 'Pod', 'Service', 'PersistentVolumeClaim', 'PersistentVolume', 'Secret'].map((kind) => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: x }\n`).join('---\n'));
    expect(inApplyOrder(all).map((each) => each.kind)).to.deep.equal(['Secret', 'PersistentVolume', 'PersistentVolumeClaim', 'Service', 'Deployment', 'Pod', 'Ingress']);
  });
});
