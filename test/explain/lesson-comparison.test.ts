import { expect } from 'chai';
import { LessonComparison } from '../../harness/explain/lesson-comparison.ts';
import type { FixedNames } from '../../harness/explain/pair-objects.ts';
import { tellDifference } from '../../harness/explain/tell-difference.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { deployment, manifestsOf } from './objects.ts';

const fixed: FixedNames = [['Deployment/web', 'StatefulSet/web'], ['Service/web']];
const compared = (ours: string, theirs: string): LessonComparison => new LessonComparison(manifestsOf(ours), manifestsOf(theirs), { fixed });
/** Each difference as `Kind/name field:line`. */
const found = (ours: string, theirs: string): string[] => compared(ours, theirs).differences.map(({ object, field = '', line }) => `${object} ${field}:${line ?? ''}`);

const service = (spec: string): string => `\napiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: ${spec}\n---`;
const plain = service('{ selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }');

describe('LessonComparison', () => {
  it('finds each place in which the manifests differ, with its line', () => {
    const ours = deployment('args: [--a=1, --b]\nenv: [{ name: HOST, value: db }, { name: PORT, value: "1" }]\nreadinessProbe: { tcpSocket: { port: 80 } }');
    expect(found(ours, deployment('args:\n  - --b\n  - --a=2\n  - --skip\nenv: [{ name: PORT, value: "2" }, { name: HOST, value: db }]'))).to.deep.equal([
      'Deployment/web spec.template.spec.containers[app].args[1]:15',
      'Deployment/web spec.template.spec.containers[app].args[2]:16',
      'Deployment/web spec.template.spec.containers[app].args:13',
      'Deployment/web spec.template.spec.containers[app].env[PORT].value:17',
      'Deployment/web spec.template.spec.containers[app].readinessProbe:11',
    ]);
  });

  it('lets pass another way to write the same', () => {
    const ours = `${deployment('args: [a, b]\ncommand: [sh, -c]\nports: [{ name: http, containerPort: 8080 }]\nreadinessProbe: { httpGet: { port: http } }\nresources: { limits: { memory: 1Gi } }\nvolumeMounts: [{ name: data, mountPath: /data }]', 'volumes: [{ name: data, emptyDir: {} }]')}${service('{ selector: { app: web }, ports: [{ port: 80, targetPort: http }] }')}
apiVersion: v1
kind: Secret
metadata: { name: key }
stringData: { key: secret }
---`;
    const theirs = `
apiVersion: v1
kind: Secret
type: Opaque
metadata: { name: key, uid: x, creationTimestamp: null, namespace: default }
data: { key: c2VjcmV0 }
---
apiVersion: v1
kind: Service
metadata: { name: web, labels: { any: label }, annotations: { note: mine } }
spec: { type: ClusterIP, selector: { app: web }, ports: [{ name: web, protocol: TCP, port: 80, targetPort: 8080 }] }
---${deployment('command: [sh, -c, a, b]\nimagePullPolicy: IfNotPresent\nports: [{ containerPort: 8080 }]\nreadinessProbe: { httpGet: { port: 8080, scheme: HTTP }, periodSeconds: 10 }\nresources: { limits: { memory: 1024Mi } }\nvolumeMounts: [{ name: other, mountPath: /data/ }]', 'restartPolicy: Always\nvolumes: [{ name: other, emptyDir: {} }]')}`;
    expect(found(ours, theirs)).to.deep.equal([]);
  });

  it('follows names that are free, and labels that are called otherwise throughout', () => {
    const ours = `${deployment('envFrom: [{ secretRef: { name: key } }]')}${plain}\napiVersion: v1\nkind: Secret\nmetadata: { name: key }\nstringData: { key: a }\n---`;
    expect(found(ours, ours.replaceAll('name: key', 'name: mine').replaceAll('app: web', 'app: mine'))).to.deep.equal([]);
    expect(found(ours, ours.replace('metadata: { name: key }', 'metadata: { name: mine }')), 'not throughout').to.deep.equal(['Secret/mine metadata.name:23']);
    expect(found(ours, ours.replaceAll('name: web }', 'name: mine }')), 'fixed').to.deep.equal(['Deployment/mine metadata.name:4', 'Service/mine metadata.name:18']);
    expect(found(ours, ours.replace('selector: { app: web }, ports', 'selector: { app: mine }, ports'))).to.deep.equal(['Service/web spec.selector.app:19']);
  });

  it('heeds selectors that ask by expressions, and those that select everything', () => {
    const policy = (podSelector: string): string => `${deployment('args: [a]')}\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: doors }\nspec: { podSelector: ${podSelector} }\n---`;
    const byExpression = policy('{ matchExpressions: [{ key: app, operator: In, values: [web] }] }');
    expect(found(policy('{}'), byExpression)).to.deep.equal([]);
    expect(found(policy('{}'), policy('{ matchLabels: { app: other } }'))).not.to.deep.equal([]);
    expect(found(byExpression, policy('{ matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }'))).not.to.deep.equal([]);
  });

  it('takes a native sidecar for the container that it stands for, and names where it is written', () => {
    const pod = (containers: string): string => `\nkind: Pod\napiVersion: v1\nmetadata: { name: counter }\nspec:\n  ${containers}\n---`;
    const ours = pod('containers: [{ name: count, image: busybox }, { name: log, image: busybox, args: [a] }]');
    expect(found(ours, pod('initContainers: [{ name: log, image: busybox, restartPolicy: Always, args: [a] }]\n  containers: [{ name: count, image: busybox }]'))).to.deep.equal([]);
    expect(found(ours, pod('initContainers:\n    - name: log\n      image: busybox\n      restartPolicy: Always\n      args: [b]\n  containers: [{ name: count, image: busybox }]'))).to.deep.equal(['Pod/counter spec.initContainers[log].args[0]:10']);
  });

  it('takes fields that exclude each other as one difference', () => {
    const [ours, theirs] = [deployment('readinessProbe: { tcpSocket: { port: 80 } }', 'volumes: [{ name: v, hostPath: { path: /x } }]'), deployment('readinessProbe: { exec: { command: [ls] } }', 'volumes: [{ name: v, emptyDir: {} }]')];
    expect(found(ours, theirs)).to.deep.equal(['Deployment/web spec.template.spec.containers[app].readinessProbe.exec:13', 'Deployment/web spec.template.spec.volumes[v].emptyDir:14']);
    expect(found(deployment('', 'strategy: {}').replace('spec:\n', 'spec:\n  strategy: { rollingUpdate: { maxSurge: 1 } }\n'), deployment('', 'strategy: {}').replace('spec:\n', 'spec:\n  strategy: { type: Recreate }\n'))).to.deep.equal(['Deployment/web spec.strategy:6']);
  });

  it('tells a misspelt key as one difference', () => {
    expect(found(deployment('env: [{ name: A, value: b }]').replace('spec:\n', 'spec:\n  replicas: 3\n'), deployment('env: [{ name: A, value: b }]').replace('spec:\n', 'spec:\n  replica: 3\n'))).to.deep.equal(['Deployment/web spec.replica:6']);
    expect(found('kind: Secret\napiVersion: v1\nmetadata: { name: key }\nstringData: { key: a }', 'kind: Secret\napiVersion: v1\nmetadata: { name: key }\nstringData:\n  kee: a')).to.deep.equal(['Secret/key stringData.kee:5']);
  });

  it('tells of whole objects that are missing, and of those that stand for others', () => {
    expect(found(`${deployment('')}${plain}`, deployment(''))).to.deep.equal(['Service/web :']);
    expect(found(deployment(''), `${deployment('')}${plain}`)).to.deep.equal(['Service/web :16']);
    const set = deployment('args: [a]').replace('kind: Deployment', 'kind: StatefulSet').replace('spec:\n', 'spec:\n  serviceName: web\n');
    expect(found(deployment(''), set)).to.deep.equal(['StatefulSet/web spec.template.spec.containers[app].args:14', 'StatefulSet/web kind:3']);
  });

  it('counts what something refers to as important, and what nothing refers to as not', () => {
    const map = '\nkind: ConfigMap\napiVersion: v1\nmetadata: { name: extra }\ndata: { a: b }\n---';
    expect(found(deployment(''), `${deployment('')}${map}`)).to.deep.equal([]);
    expect(found(deployment(''), `${deployment('envFrom: [{ configMapRef: { name: extra } }]')}${map}`)).to.deep.equal(['Deployment/web spec.template.spec.containers[app].envFrom:13', 'ConfigMap/extra :16']);
  });

  it('lets pass resources that are more generous, not those that are tighter', () => {
    const of = (requests: string, limits: string): string => deployment(`resources: { requests: { cpu: ${requests} }, limits: { memory: ${limits} } }`);
    expect(found(of('100m', '64Mi'), of('50m', '1Gi'))).to.deep.equal([]);
    expect(found(of('100m', '64Mi'), deployment(''))).to.deep.equal([]);
    expect(found(of('100m', '64Mi'), of('2', '1Mi'))).to.have.lengthOf(2);
  });

  it('gives ours with none of the differences, theirs with all, and each by itself', () => {
    const ours = `${deployment('args: [--a, --b]\nenv: [{ name: A, value: "1" }]', 'volumes: [{ name: v, emptyDir: {} }]')}${plain}`;
    const theirs = deployment('args: [--c, --b=2]\nenv: [{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]');
    const comparison = compared(ours, theirs);
    const with_ = (count: number): Manifest[] => comparison.with(comparison.differences.slice(0, count)).map(({ object, lesson }) => new Manifest(object, undefined, lesson));
    expect(new LessonComparison(with_(0), manifestsOf(ours)).differences).to.deep.equal([]);
    expect(new LessonComparison(with_(99), manifestsOf(theirs)).differences).to.deep.equal([]);
    comparison.differences.forEach((_, index) => {
      expect(new LessonComparison(with_(index + 1), manifestsOf(ours)).differences).to.have.lengthOf(index + 1);
      expect(new LessonComparison(with_(index + 1), manifestsOf(theirs)).differences).to.have.lengthOf(comparison.differences.length - index - 1);
    });
    expect(comparison.with([]).map(({ lesson }) => lesson)).to.deep.equal(['04-mysql', '04-mysql']);
  });

  it('takes all for a difference when it is asked to', () => {
    const [ours, theirs] = [manifestsOf(plain), manifestsOf(plain.replace('name: web', 'name: web, labels: { a: b }'))];
    expect(new LessonComparison(ours, theirs).differences).to.have.lengthOf(0);
    expect(new LessonComparison(ours, theirs, { strict: true }).differences.map(({ field }) => field)).to.deep.equal(['metadata.labels']);
  });

  it('takes what says one thing for one difference, where several of its fields differ', () => {
    const of = (toleration: string): string => deployment('', `tolerations: [${toleration}]`);
    const fields = (theirs: string): (string | undefined)[] => compared(of('{ key: maintenance, operator: Exists }'), of(theirs)).differences.map(({ field }) => field);
    expect(fields('{ key: maintenance, operator: Exists, effect: NoSchedule }')).to.deep.equal(['spec.template.spec.tolerations[0].effect']);
    expect(fields('{ key: maintenance, operator: Equal, value: "yes", effect: NoSchedule }')).to.deep.equal(['spec.template.spec.tolerations[0]']);
  });

  it('takes annotations that are options of one feature for one difference, and each by itself where the feature stays', () => {
    const of = (annotations: string): string => plain.replace('name: web', `name: web, annotations: { ${annotations} }`);
    const fields = (annotations: string): string[] => found(of('traefik.ingress.kubernetes.io/service.sticky.cookie: "true", traefik.ingress.kubernetes.io/service.sticky.cookie.name: route, traefik.ingress.kubernetes.io/service.sticky.cookie.secure: "true"'), of(annotations)).map((each) => each.replace(/:\d*$/, ''));
    expect(fields('traefik.ingress.kubernetes.io/service.sticky: "true"')).to.deep.equal(["Service/web metadata.annotations['traefik.ingress.kubernetes.io/service.sticky']"]);
    expect(fields('')).to.deep.equal(['Service/web metadata.annotations']);
    expect(fields('traefik.ingress.kubernetes.io/service.sticky.cookie: "true"')).to.deep.equal(["Service/web metadata.annotations['traefik.ingress.kubernetes.io/service.sticky.cookie.name']", "Service/web metadata.annotations['traefik.ingress.kubernetes.io/service.sticky.cookie.secure']"]);
    expect(fields('traefik.ingress.kubernetes.io/service.stickycookie: "true", traefik.ingress.kubernetes.io/service.sticky.cookie: "true", traefik.ingress.kubernetes.io/service.sticky.cookie.name: route, traefik.ingress.kubernetes.io/service.sticky.cookie.secure: "true"')).to.have.lengthOf(1);
  });

  it('takes a selector of other labels for one difference, and one more label for that label alone', () => {
    const of = (selector: string): string => `${deployment('')}${service(`{ selector: ${selector}, ports: [{ port: 80 }] }`)}`;
    const fields = (selector: string): string[] => found(of('{ app: web }'), of(selector)).map((each) => each.replace(/:\d+$/, ''));
    expect(fields('{ tier: front }')).to.deep.equal(['Service/web spec.selector']);
    expect(fields('{ app: web, tier: front }')).to.deep.equal(['Service/web spec.selector.tier']);
  });

  it('takes the order of containers, and another namespace, for differences when it is asked to: both may matter', () => {
    const pod = (namespace: string, ...names: string[]): string => `\nkind: Pod\napiVersion: v1\nmetadata: { name: two, namespace: ${namespace} }\nspec: { containers: [${names.map((name) => `{ name: ${name}, image: busybox }`).join(', ')}] }\n`;
    const [ours, theirs] = [manifestsOf(pod('shared', 'first', 'second')), manifestsOf(pod('other', 'second', 'first'))];
    expect(new LessonComparison(ours, theirs).differences).to.have.lengthOf(0);
    const strict = new LessonComparison(ours, theirs, { strict: true });
    expect(strict.differences.map(({ field }) => field)).to.deep.equal(['metadata.namespace', 'spec.containers']);
    const all = strict.with(strict.differences)[0]?.object;
    expect(all).to.deep.include({ metadata: { name: 'two', namespace: 'other' } }).and.to.have.nested.property('spec.containers[0].name', 'second');
  });

  it('lets pass another way to give a container the same environment', () => {
    const map = '\nkind: ConfigMap\napiVersion: v1\nmetadata: { name: settings }\ndata: { HOST: db, PORT: "1" }\n---';
    const secret = '\nkind: Secret\napiVersion: v1\nmetadata: { name: key }\nstringData: { user: koa }\n---';
    const ours = `${deployment('env: [{ name: HOST, value: db }, { name: PORT, value: "1" }, { name: USER, valueFrom: { secretKeyRef: { name: key, key: user } } }]')}${secret}`;
    const theirs = (host: string): string => `${deployment('envFrom: [{ configMapRef: { name: settings } }]\nenv: [{ name: USER, value: koa }]')}${secret}${map.replace('HOST: db', `HOST: ${host}`)}`;
    expect(found(ours, theirs('db'))).to.deep.equal([]);
    expect(found(ours, theirs('other'))).not.to.deep.equal([]);
    expect(found(ours, ours.replace('value: "1"', 'value: 1')), 'a number').to.have.lengthOf(1);
  });

  it('tells only the variables that differ, by name, however they are given', () => {
    const secret = '\nkind: Secret\napiVersion: v1\nmetadata: { name: key }\nstringData: { user: koa }\n---';
    const map = (data: string): string => `\nkind: ConfigMap\napiVersion: v1\nmetadata: { name: settings }\ndata: { ${data} }\n---`;
    const user = '{ name: USER, valueFrom: { secretKeyRef: { name: key, key: user } } }';
    const ours = `${deployment(`env: [{ name: HOST, value: db }, { name: PORT, value: "1" }, ${user}, { name: MODE, value: slow }]`)}${secret}`;
    const theirs = (data: string, env = ''): string => `${deployment(`envFrom: [{ configMapRef: { name: settings } }]\nenv: [${env}${user}]`)}${secret}${map(data)}`;
    const container = 'Deployment/web spec.template.spec.containers[app]';
    expect(found(ours, theirs('HOST: db, PORT: "1", MODE: slow'))).to.deep.equal([]);
    expect(found(ours, theirs('HOST: db, PORT: "2", MODE: slow'))).to.deep.equal([`${container}.env[PORT].value:14`]);
    expect(found(ours, theirs('HOST: db, PORT: "1"'))).to.deep.equal([`${container}.env[MODE]:14`]);
    expect(found(ours, theirs('HOST: db, PORT: "1", MODE: slow', '{ name: EXTRA, value: "1" }, '))).to.deep.equal([`${container}.env[EXTRA]:14`]);
    expect(found(ours, theirs('HOST: db, PORT: "1", MODE: slow, MORE: "1"'))).to.deep.equal([`${container}.envFrom:13`, 'ConfigMap/settings :22']);
  });

  it('compares what a ConfigMap says by its value, whatever it and its keys are called', () => {
    const map = (mode: string): string => `\nkind: ConfigMap\napiVersion: v1\nmetadata: { name: settings }\ndata: { the-mode: ${mode} }\n---`;
    const ours = deployment('env: [{ name: HOST, value: db }, { name: MODE, value: slow }]');
    const theirs = (mode: string): string => `${deployment('env: [{ name: HOST, value: other }, { name: MODE, valueFrom: { configMapKeyRef: { name: settings, key: the-mode } } }]')}${map(mode)}`;
    const container = 'Deployment/web spec.template.spec.containers[app]';
    expect(found(ours, theirs('slow'))).to.include(`${container}.env[HOST].value:13`).and.not.to.include(`${container}.env[MODE].value:13`);
    expect(found(ours, theirs('fast'))).to.include(`${container}.env[MODE].value:13`);
    expect(found(ours, theirs('fast').replace('key: the-mode', 'key: gone')), 'a key that is not there').to.include(`${container}.env[MODE].valueFrom:13`);
  });

  it('does not take variables apart that are made of each other', () => {
    const map = '\nkind: ConfigMap\napiVersion: v1\nmetadata: { name: settings }\ndata: { HOST: db }\n---';
    const ours = deployment('env: [{ name: HOST, value: db }, { name: URL, value: "http://$(HOST)" }, { name: PORT, value: "1" }]');
    expect(found(ours, `${deployment('envFrom: [{ configMapRef: { name: settings } }]\nenv: [{ name: URL, value: "http://$(HOST)" }]')}${map}`)).to.include('Deployment/web spec.template.spec.containers[app].envFrom:13');
  });

  it('shows no value of a Secret whose keys are variables', () => {
    const secret = '\nkind: Secret\napiVersion: v1\nmetadata: { name: key }\nstringData: { PORT: hidden-one }\n---';
    const { differences } = compared(deployment('env: [{ name: PORT, value: "1" }, { name: HOST, value: a }]'), `${deployment('envFrom: [{ secretRef: { name: key } }]\nenv: [{ name: HOST, value: b }]')}${secret}`);
    const [first] = differences;
    expect(first?.field).to.equal('spec.template.spec.containers[app].env[PORT].valueFrom');
    expect(JSON.stringify(differences.map(tellDifference))).not.to.include('hidden-one');
  });

  it('lets labels and selectors be others that select the same, whatever else has a selector of its own', () => {
    const renamed = (text: string): string => text.replaceAll('app: web', 'tier: web');
    const spread = deployment('', 'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { tier: web } } }]');
    expect(found(`${deployment('')}${plain}`, `${renamed(spread)}${renamed(plain)}`)).to.deep.equal(['Deployment/web spec.template.spec.topologySpreadConstraints:14']);
    expect(found(`${deployment('')}${plain}`, `${renamed(spread)}${plain}`), 'the Service finds nobody').to.have.lengthOf(3);
  });

  it('takes the words of another program together, and those of the same one by one', () => {
    const command = 'Deployment/web spec.template.spec.containers[app].command';
    expect(found(deployment('command: [sh, -c, "echo a"]'), deployment('command: [httpd, -f, -p, "80"]'))).to.deep.equal([`${command}:13`]);
    expect(found(deployment('command: [httpd, -f, -p, "80"]'), deployment('command: [httpd, -f, -p, "8080"]'))).to.deep.equal([`${command}[3]:13`]);
    expect(found(deployment('args: [--a=1, --b]'), deployment('args: [--b]'))).to.deep.equal(['Deployment/web spec.template.spec.containers[app].args[0]:13']);
  });

  it('names the part of a container that is missing as the learner calls it', () => {
    const theirs = deployment('').replace('name: app', 'name: mine');
    expect(found(deployment('livenessProbe: { tcpSocket: { port: 80 } }\nenv: [{ name: A, value: b }]'), theirs)).to.include.members(['Deployment/web spec.template.spec.containers[mine].livenessProbe:11', 'Deployment/web spec.template.spec.containers[mine].env:11']);
  });

  it('lets an object have each name that the lesson allows', () => {
    const names: FixedNames = [['Pod/two', 'Pod/one']];
    const pod = (name: string): string => `\nkind: Pod\napiVersion: v1\nmetadata: { name: ${name} }\nspec: { containers: [{ name: app, image: web }] }`;
    const differences = (name: string): unknown[] => [...new LessonComparison(manifestsOf(pod('two')), manifestsOf(pod(name)), { fixed: names }).differences];
    expect(differences('one')).to.have.lengthOf(0);
    expect(differences('three')).to.have.lengthOf(1);
  });

  it('lets containers have names of their own, unless the lesson names them', () => {
    const differences = (...fixedValues: string[]): unknown[] => [...new LessonComparison(manifestsOf(deployment('')), manifestsOf(deployment('').replace('name: app', 'name: mine')), { fixed, fixedValues: new Set(fixedValues) }).differences];
    expect(differences('other')).to.have.lengthOf(0);
    expect(differences('app')).to.have.lengthOf(1);
  });

  it('lets a class of storage have a name of its own throughout, and tells the one that differs', () => {
    const storage = (classes: readonly [string, string, string], labels = '{ speed: fast }'): string => `
apiVersion: v1
kind: PersistentVolume
metadata: { name: disk, labels: ${labels} }
spec: { storageClassName: ${classes[0]}, capacity: { storage: 1Gi } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: one }
spec: { storageClassName: ${classes[1]}, selector: { matchLabels: { speed: fast } } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: two }
spec: { storageClassName: ${classes[2]} }
---`;
    const ours = storage(['manual', 'manual', 'manual']);
    expect(found(ours, storage(['shelf', 'shelf', 'shelf']))).to.deep.equal([]);
    expect(found(ours, storage(['shelf', 'shelf', 'shelv']))).to.deep.equal(['PersistentVolumeClaim/two spec.storageClassName:15']);
    expect(found(ours, storage(['shelf', 'shelf', '""']))).to.deep.equal(['PersistentVolumeClaim/two spec.storageClassName:15']);
    expect(found(ours, storage(['manual', 'manual', 'manual'], '{ other: label }')), 'labels that a claim asks for').to.deep.equal(['PersistentVolume/disk metadata.labels.speed:4']);
    expect(found(ours, storage(['manual', 'manual', 'manual'], '{ speed: fast, other: label }'))).to.deep.equal([]);
  });
});
