import { expect } from 'chai';
import { flattened, LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { verbatim } from '../../harness/text/language.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { Manifests } from '../../harness/manifests/manifests.ts';
import { misspeltReferences, referredBy, requireReferences } from '../../harness/manifests/references.ts';
import { parseSources } from '../../harness/manifests/source.ts';
import type { Failure } from '../../harness/verdict/results.ts';

const others = `
apiVersion: v1
kind: Secret
metadata: { name: keys }
stringData: { user: koa }
data: { password: a29h }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { level: high }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: disk }
---
`;

/** The first name that is misspelt in such a folder. */
function misspeltIn(written: string): Failure | undefined {
  const manifests = new Manifests(parseSources(written, 'a.yaml').map((source) => new Manifest(source.value() as object, source, '02-trial')));
  return misspeltReferences(manifests, manifests.all())[0]?.failure;
}

/** What is said about references in a folder with one file. */
function failureOf(written: string): Failure | undefined {
  const manifests = new Manifests(parseSources(written, 'a.yaml').map((source) => new Manifest(source.value() as object, source, '02-trial')));
  return thrownBy(() => { requireReferences(manifests); });
}

function thrownBy(act: () => void): Failure | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof LessonFailure) return error.failure;
    throw error;
  }
  return undefined;
}

describe('requireReferences', () => {
  /** What is said about a pod with this container and these volumes. */
  const failure = (container: string, volumes = '[]', kind = 'Pod'): Failure | undefined => {
    const spec = `{ containers: [{ name: app }, { name: other, ${container} }], volumes: ${volumes} }`;
    const pod = `apiVersion: v1\nkind: ${kind}\nmetadata: { name: counter }\nspec: ${kind === 'Pod' ? spec : `{ template: { spec: ${spec} } }`}\n`;
    return failureOf(others + pod);
  };

  it('finds nothing where everything is there', () => {
    expect(failure('env: [{ name: A, value: x }, { name: B, valueFrom: { secretKeyRef: { name: keys, key: password } } }, { name: C, valueFrom: { configMapKeyRef: { name: settings, key: level } } }]')).to.equal(undefined);
    expect(failure('envFrom: [{ secretRef: { name: keys } }, { configMapRef: { name: settings } }]',
      '[{ name: d, persistentVolumeClaim: { claimName: disk } }, { name: s, secret: { secretName: keys } }, { name: c, configMap: { name: settings } }, { name: e, emptyDir: {} }]')).to.equal(undefined);
  });

  it('names what says that it is in another namespace than what refers to it', () => {
    const secret = (namespace: string) => `apiVersion: v1\nkind: Secret\nmetadata: { name: keys${namespace} }\n---\n`;
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: team }\nspec: { containers: [{ name: app, envFrom: [{ secretRef: { name: keys } }] }] }\n';
    expect(failureOf(secret('') + pod)).to.equal(undefined);
    expect(failureOf(secret(', namespace: team') + pod)).to.equal(undefined);
    expect(failureOf(secret(', namespace: other') + pod)).to.deep.include({
      object: 'Pod/p', field: 'spec.containers[app].envFrom[0].secretRef.name', expected: 'Secret/keys in the namespace team, in which this object is', observed: 'Secret/keys is in the namespace other',
    });
    const role = (namespace: string) => `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: r${namespace} }\n---\n`;
    const binding = (kind: string) => `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: b, namespace: team }\nroleRef: { kind: ${kind}, name: r }\nsubjects: []\n`;
    expect(failureOf(role('') + binding('Role'))).to.equal(undefined);
    expect(failureOf(role(', namespace: other') + binding('Role'))).to.include({ object: 'RoleBinding/b', field: 'roleRef.name' });
    // Of the whole cluster, or of the cluster itself.
    expect(failureOf(role(', namespace: other') + binding('ClusterRole'))).to.equal(undefined);
  });

  it('lets pass what may be absent, and what every namespace has', () => {
    expect(failure('env: [{ name: B, valueFrom: { secretKeyRef: { name: none, key: user, optional: true } } }]', '[{ name: s, secret: { secretName: none, optional: true } }, { name: c, configMap: { name: kube-root-ca.crt } }]')).to.equal(undefined);
  });

  it('names a file of a ConfigMap or Secret that is mounted by a name which is no key of it', () => {
    const mounted = (subPath: string, volume: string): Failure | undefined => failure(`volumeMounts: [{ name: v, mountPath: /etc/app/level, subPath: ${subPath} }]`, `[{ name: v, ${volume} }]`);
    expect(mounted('level', 'configMap: { name: settings }')).to.equal(undefined);
    expect(mounted('levels', 'configMap: { name: settings }')).to.deep.include({
      field: 'spec.containers[other].volumeMounts[0].subPath', expected: 'for the volume v a key in data of ConfigMap/settings: level', observed: '"levels"', hint: 'Did you mean `level`?',
    });
    expect(mounted('users', 'secret: { secretName: keys }')).to.include({ observed: '"users"' });
    expect(mounted('low', 'configMap: { name: settings, items: [{ key: level, path: low }] }')).to.equal(undefined);
    expect(mounted('any', 'emptyDir: {}')).to.equal(undefined);
  });

  it('names the object that is not there, what asks for it, and what was probably meant', () => {
    expect(failure('env: [{ name: DB_USER, valueFrom: { secretKeyRef: { name: key, key: user } } }]')).to.deep.include({
      object: 'Pod/counter', field: 'spec.containers[other].env[DB_USER].valueFrom.secretKeyRef.name', file: 'a.yaml', line: 20,
      expected: 'for DB_USER the name of a Secret of the folder: keys', observed: '"key"', hint: 'Did you mean `keys`?',
    });
    expect(failure('', '[{ name: data, persistentVolumeClaim: { claimName: elsewhere } }]', 'Deployment')).to.deep.include({
      object: 'Deployment/counter', field: 'spec.template.spec.volumes[data].persistentVolumeClaim.claimName',
      expected: 'for the volume data the name of a PersistentVolumeClaim of the folder: disk', observed: '"elsewhere"', hint: 'Add a PersistentVolumeClaim named elsewhere to the folder 02-trial.',
    });
  });

  it('says which file the lesson brings along', () => {
    const [source] = parseSources('apiVersion: v1\nkind: Pod\nmetadata: { name: db }\nspec: { volumes: [{ name: s, configMap: { name: schema } }], containers: [] }', 'a.yaml');
    const manifests = new Manifests([new Manifest(source?.value() as object, source, '02-trial')], {
      contracts: [{ lesson: '02-trial', objects: [], fixed: [{ what: verbatim('port'), value: '3306' }, { what: verbatim('schema'), value: 'manifests/02-trial/schema.yaml' }] }],
    });
    expect(thrownBy(() => { requireReferences(manifests); })?.hint).to.equal('Add a ConfigMap named schema to the folder 02-trial; if it is what the lesson brings along, copy manifests/02-trial/schema.yaml there as it is. Where it may be missing, write `optional: true` beside its name.');
  });

  it('names a key that is not there', () => {
    expect(failure('env: [{ name: DB_USER, valueFrom: { secretKeyRef: { name: keys, key: account } } }]')).to.deep.include({
      field: 'spec.containers[other].env[DB_USER].valueFrom.secretKeyRef.key', expected: 'for DB_USER a key in data or stringData of Secret/keys: password, user', observed: '"account"',
      hint: 'Name a key that Secret/keys has, or add account to its data.',
    });
  });

  it('tells everything that leads nowhere at once, but not what follows from what is known', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - name: a\n      envFrom:\n        - secretRef: { name: one }\n        - secretRef: { name: two }\n        - secretRef:\n            name: three\n';
    const manifests = new Manifests(parseSources(pod, 'a.yaml').map((source) => new Manifest(source.value() as object, source, '02-trial')));
    const told = (known: Failure[]): string[] => {
      try {
        requireReferences(manifests, manifests.all(), known);
      } catch (error) {
        if (error instanceof LessonFailure) return [error.failure, ...(error.failure.others ?? [])].map(({ observed }) => observed);
        throw error;
      }
      return [];
    };
    expect(told([])).to.deep.equal(['"one"', '"two"', '"three"']);
    const refused = (object: string, line: number): Failure => flattened({ expected: verbatim(''), observed: verbatim(''), object, file: 'a.yaml', line, elapsedMs: 0 });
    expect(told([refused('Sceret/two', 40)]), 'its kind is wrong: it is refused already').to.deep.equal(['"one"', '"three"']);
    expect(told([refused('Pod/p', 12)]), 'the same lines are refused already').to.deep.equal(['"one"', '"two"']);
  });

  it('says that a name is missing', () => {
    expect(failure('env: [{ name: DB_USER, valueFrom: { secretKeyRef: { key: user } } }]')).to.deep.include({ field: 'spec.containers[other].env[DB_USER].valueFrom.secretKeyRef.name', observed: 'none' });
    expect(failure('envFrom: [{ configMapRef: {} }]')).to.deep.include({ field: 'spec.containers[other].envFrom[0].configMapRef.name', expected: 'the name of a ConfigMap of the folder: settings' });
  });

  it('looks at all sources of a projected volume', () => {
    expect(failure('', '[{ name: all, projected: { sources: [{ configMap: { name: settings } }, { secret: { name: none } }] } }]')).to.deep.include({ field: 'spec.volumes[all].projected.sources[1].secret.name' });
  });

  it('finds out a role, an account or a Secret of a registry that is misspelt, and leaves those alone that may be elsewhere', () => {
    const binding = (kind: string, name: string): string => `kind: RoleBinding\nmetadata: { name: b }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: ${name} }\n---\nkind: Role\nmetadata: { name: read-pods }\n---\nkind: ClusterRole\nmetadata: { name: viewers }\n`;
    expect(misspeltIn(binding('Role', 'read-pod'))).to.include({ object: 'RoleBinding/b', field: 'roleRef.name', observed: '"read-pod"' });
    expect(misspeltIn(binding('Role', 'read-pod'))?.hint).to.include('read-pods');
    for (const [kind, name] of [['Role', 'read-pods'], ['Role', 'of-another-folder'], ['ClusterRole', 'cluster-admin']] as const) expect(misspeltIn(binding(kind, name)), name).to.equal(undefined);
    const both = `${binding('ClusterRole', 'view')}---\nkind: RoleBinding\nmetadata: { name: c }\nroleRef: { kind: ClusterRole, name: viewers }\n`;
    expect(misspeltIn(both), 'the near one is named by another').to.equal(undefined);
    const pod = 'kind: Pod\nmetadata: { name: p }\nspec: { serviceAccountName: robto, imagePullSecrets: [{ name: regsitry }] }\n---\n';
    expect(misspeltIn(`${pod}kind: ServiceAccount\nmetadata: { name: robot }\n`)).to.include({ object: 'Pod/p', field: 'spec.serviceAccountName' });
    expect(misspeltIn(`${pod}kind: Secret\nmetadata: { name: registry }\n`)).to.include({ object: 'Pod/p', field: 'spec.imagePullSecrets[regsitry].name' });
    expect(misspeltIn(pod)).to.equal(undefined);
    expect(misspeltIn(binding('ClusterRole', 'view').replace('viewers', 'viewer')), 'a role of every cluster').to.equal(undefined);
    expect(misspeltIn('kind: Pod\nmetadata: { name: p }\nspec: { serviceAccountName: default }\n---\nkind: ServiceAccount\nmetadata: { name: defaults }\n')).to.equal(undefined);
  });
});

describe('what copies of objects need beside them', () => {
  it('is what they name in the folder, classes included, each once', () => {
    const at = (kind: string, name: string, spec?: object): Manifest => new Manifest({ kind, metadata: { name }, ...(spec === undefined ? {} : { spec }) }, undefined, 'l');
    const pod = at('Pod', 'web', { priorityClassName: 'low', serviceAccountName: 'web', volumes: [{ name: 'v', configMap: { name: 'settings' } }] });
    const claim = at('PersistentVolumeClaim', 'data', { storageClassName: 'fast' });
    const folder = new Manifests([pod, claim, at('PriorityClass', 'low'), at('StorageClass', 'fast'), at('ServiceAccount', 'web'), at('ConfigMap', 'settings'), at('ConfigMap', 'other')]);
    expect(referredBy([pod, claim, pod], folder).map(({ id }) => id)).to.have.members(['PriorityClass/low', 'StorageClass/fast', 'ServiceAccount/web', 'ConfigMap/settings']);
    expect(referredBy([at('Pod', 'x', { priorityClassName: 'system-node-critical' })], folder)).to.deep.equal([]);
  });
});
