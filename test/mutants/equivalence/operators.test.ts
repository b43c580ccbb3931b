import { expect } from 'chai';
import { compose, equivalencesOf } from '../../../harness/mutants/equivalence/equivalences.ts';
import { fileBytes } from '../../../harness/mutants/equivalence/file-text.ts';
import { toFolder, type WrittenFolder } from '../../../harness/mutants/equivalence/written-folder.ts';

const folder = (text: string): WrittenFolder => toFolder(new Map([['01-x/a.yaml', text]]), '01-x');
const idsOf = (text: string, operator: string): string[] => equivalencesOf(folder(text), '01-x').filter((each) => each.operator === operator).map(({ id }) => id);

/** The folder's files after one change. */
function made(text: string, id: string): Map<string, Buffer> {
  const before = folder(text);
  const after = compose(before, equivalencesOf(before, '01-x').filter((each) => each.id === id));
  if (after === undefined) throw new Error(`${id} cannot be made`);
  return new Map(after.files.map((file) => [file.name, Buffer.from(fileBytes(file))]));
}
const madeText = (text: string, id: string): string => made(text, id).get('a.yaml')?.toString() ?? '';

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - { name: a, image: x, args: [one, two] }\n    - { name: b, image: y }\n';
const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\n';

describe('equivalence operators', () => {
  it('turn around keys and sets, and never what has an order', () => {
    expect(madeText(pod, 'Pod-p--reverse-keys').startsWith('spec:\n  containers:\n    - args:\n        - one\n        - two\n      image: x')).to.equal(true);
    expect(idsOf(pod, 'reverse-items')).to.deep.equal(['Pod-p--spec.containers--reverse-items']);
    const made = (env: string): string[] => idsOf(`apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: a, env: [{ name: A, value: x }, { name: B, value: ${env} }] }] }\n`, 'reverse-items');
    expect(made('y')).to.deep.equal(['Pod-p--spec.containers[a].env--reverse-items']);
    expect(made('$(A)')).to.deep.equal([]);
  });

  it('write fields without a value, and keep those that have one', () => {
    const text = madeText(pod, 'Pod-p--spec--empty-fields');
    expect(text).to.include('command: null').and.to.include('nodeSelector: {}').and.to.include('args:\n        - one\n        - two');
    expect(text.match(/args: null/g)).to.have.length(1);
  });

  it('write a Secret in base64 and back, where stringData counts more', () => {
    expect(madeText(`${secret}stringData: { a: x }\ndata: { a: eQ==, b: eg== }\n`, 'Secret-s--stringData--secret-in-base64')).to.include('data:\n  a: eA==\n  b: eg==\n').and.not.to.include('stringData');
    expect(madeText(`${secret}data: { a: eA== }\n`, 'Secret-s--data--secret-as-text')).to.include('stringData:\n  a: x\n').and.not.to.include('\ndata');
  });

  it('leave a ConfigMap alone from which variables are read', () => {
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { a: x }\n---\n';
    expect(idsOf(`${config}${pod}`, 'config-in-base64')).to.have.length(1);
    expect(idsOf(`${config}${pod.replace('image: y', 'image: y, envFrom: [{ configMapRef: { name: c } }]')}`, 'config-in-base64')).to.deep.equal([]);
  });

  it('leave a mount whole that the lesson tells by its folder, and let a reference follow the name of its container', () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: c }
data: { a: x }
---
apiVersion: v1
kind: Pod
metadata: { name: p }
spec:
  containers: [{ name: app, image: x, volumeMounts: [{ name: c, mountPath: /config }] }]
  volumes: [{ name: c, configMap: { name: c } }, { name: own, downwardAPI: { items: [{ path: memory, resourceFieldRef: { containerName: app, resource: limits.memory } }] } }]
`;
    expect(idsOf(text, 'mounted-by-sub-path')).to.have.length(1);
    const fixed = toFolder(new Map([['01-x/a.yaml', text]]), '01-x', new Set(['/config']));
    expect(equivalencesOf(fixed, '01-x').filter(({ operator }) => operator === 'mounted-by-sub-path')).to.deep.equal([]);
    expect(madeText(text, 'Pod-p--spec.containers[app].name--container-renamed')).to.include('containerName: my-app');
  });

  it('write files otherwise: comments, line ends, encodings, lists', () => {
    const commented = madeText(`${secret}stringData:\n  a: |\n    kind: x\n`, 'File-a.yaml--comments');
    expect(commented).to.match(/^# .+\napiVersion: v1 {2}# /).and.to.include('  a: |\n    kind: x\n');
    expect(made(secret, 'File-a.yaml--utf-16').get('a.yaml')?.subarray(0, 4)).to.deep.equal(Buffer.from([0xff, 0xfe, 0x61, 0x00]));
    expect(madeText(secret, 'File-a.yaml--bom')).to.equal(`\u{FEFF}${secret}`);
    expect(madeText(secret, 'File-a.yaml--crlf')).to.equal(secret.replaceAll('\n', '\r\n'));
    expect(madeText(`${secret}---\n${pod}`, 'File-a.yaml--json')).to.include('"kind": "List"');
    expect([...made(`${secret}---\n${pod}`, 'Folder-all--many-files').keys()]).to.deep.equal(['課題 1.yml', '課題 2.yml']);
  });

  it('keep a text that is to stay a text', () => {
    expect(madeText(`${secret}stringData: { a: "yes", b: "0644", c: "1:30", d: "2018-11-01" }\n`, 'Secret-s--metadata.labels--more-labels'))
      .to.match(/a: "yes"\n {2}b: "0644"\n {2}c: "1:30"\n {2}d: "?2018-11-01"?\n/);
  });

  it('cannot be made together where one leaves nothing for the other', () => {
    const [first, second] = equivalencesOf(folder(`${secret}stringData: { a: x }\n`), '01-x').filter(({ operator }) => ['one-file', 'many-files', 'json', 'braces'].includes(operator));
    expect(compose(folder(secret), [first, second].filter((each) => each !== undefined))).to.equal(undefined);
  });

  const web = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 4
  strategy: { rollingUpdate: { maxUnavailable: 1, maxSurge: 1 } }
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: web, image: 'busybox:1.37', args: [httpd, -f], ports: [{ name: http, containerPort: 8080 }], readinessProbe: { httpGet: { port: http } } }
        - { name: log, image: 'busybox:1.37', command: [tail, -f, x] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] } }] }
---
apiVersion: v1
kind: Secret
metadata: { name: s }
stringData: { a: x }
`;

  /** Two ways of saying one thing: from the first to the second and back. */
  const ways = [
    ['target-port-by-number', 'target-port-by-name'], ['probe-port-by-number', 'probe-port-by-name'], ['backend-by-number', 'backend-by-name'], ['labels-as-expressions', 'expressions-as-labels'],
    ['sidecar-as-native', 'native-as-sidecar'], ['secret-in-base64', 'secret-as-text'], ['args-in-command', 'command-in-args'], ['pods-in-percent', 'percent-in-pods'],
  ] as const;
  for (const [there, back] of ways) {
    it(`lead from one way to another and back: ${there}, ${back}`, () => {
      const before = folder(web);
      const one = equivalencesOf(before, '01-x').find(({ operator }) => operator === there);
      const between = one === undefined ? undefined : compose(before, [one]);
      const other = between === undefined ? undefined : equivalencesOf(between, '01-x').find(({ operator, object, field }) => operator === back && object === one?.object && (field === one.field || there.startsWith('sidecar') || there.startsWith('secret') || there.startsWith('args')));
      expect(other, 'the way back').to.not.equal(undefined);
      const after = other === undefined || between === undefined ? undefined : compose(between, [other]);
      expect(after?.files[0]?.objects).to.deep.equal(before.files[0]?.objects);
      expect(between?.files[0]?.objects).to.not.deep.equal(before.files[0]?.objects);
    });
  }

  it('leave alone what they would change: a port with two numbers, an image that nobody knows, a share that has no number', () => {
    const other = web.replace('kind: Ingress', 'kind: Other');
    const second = `${other}---\napiVersion: v1\nkind: Pod\nmetadata: { name: p, labels: { app: web } }\nspec: { containers: [{ name: a, image: unknown, args: [x], ports: [{ name: http, containerPort: 9090 }] }] }\n`;
    expect(idsOf(second, 'target-port-by-number')).to.deep.equal([]);
    expect(idsOf(second, 'args-in-command')).to.deep.equal(['Deployment-web--spec.template.spec.containers[web].args--args-in-command']);
    expect(idsOf(web.replace('replicas: 4', 'replicas: 3'), 'pods-in-percent')).to.deep.equal(['Deployment-web--spec.strategy.rollingUpdate.maxSurge--pods-in-percent']);
  });

  it('let only those containers run on in a pod that is to end which do not keep it from that', () => {
    const ends = pod.replace('spec:\n', 'spec:\n  restartPolicy: Never\n  initContainers:\n    - { name: c, image: z, restartPolicy: Always }\n');
    const offered = (text: string): string[] => equivalencesOf(folder(text), '01-x').filter(({ category }) => category === 'containers').map(({ operator }) => operator);
    expect(offered(ends)).to.have.members(['init-container', 'native-sidecar']);
    expect(offered(ends.replace('Never', 'Always'))).to.have.members(['container-behind', 'container-before', 'init-container', 'native-sidecar', 'sidecar-as-native', 'native-as-sidecar']);
    expect(offered(ends.replace('spec:', 'spec:\n  securityContext: { runAsNonRoot: true }')), 'nothing that would be root').to.deep.equal([]);
  });

  it('put no container beside others where each must say what it needs, or where all of them do', () => {
    const needs = ', resources: { limits: { cpu: 10m, memory: 8Mi } }';
    const all = pod.replace('args: [one, two]', `args: [one, two]${needs}`).replace('image: y', `image: y${needs}`);
    const quota = (hard: string): string => `---\napiVersion: v1\nkind: ResourceQuota\nmetadata: { name: q }\nspec: { hard: { ${hard} } }\n`;
    const offered = (text: string): string[] => equivalencesOf(folder(text), '01-x').filter(({ category }) => category === 'containers').map(({ operator }) => operator);
    expect(offered(all), 'Guaranteed').to.deep.equal(['sidecar-as-native']);
    expect(offered(pod + quota('requests.memory: 1Gi'))).to.deep.equal(['sidecar-as-native']);
    expect(offered(all.replaceAll('cpu: 10m, ', '') + quota('pods: 4, requests.storage: 1Gi'))).to.include('container-behind');
  });

  it('leave limits alone where they are what the lesson is about', () => {
    const limited = pod.replace('args: [one, two]', 'args: [one, two], resources: { requests: { memory: 8Mi }, limits: { memory: 16Mi } }');
    const offered = (fixed: ReadonlySet<string>): string[] => equivalencesOf(toFolder(new Map([['01-x/a.yaml', limited]]), '01-x', fixed), '01-x').filter(({ category }) => category === 'resources').map(({ operator }) => operator);
    expect(offered(new Set())).to.have.members(['more-memory', 'no-limits']);
    expect(offered(new Set(['resources']))).to.deep.equal([]);
  });

  it('rename a port in every pod and probe that a Service finds it by', () => {
    const text = madeText(web, 'Deployment-web--spec.template.spec.ports[http]--port-renamed');
    expect(text).to.include('targetPort: port-x').and.to.match(/httpGet:\n +port: port-x/).and.to.match(/ports:\n +- name: port-x\n +containerPort: 8080/);
    expect(text, "the Service's own port keeps its name").to.match(/- name: http\n +port: 80/);
  });

  it('leave the name of a port alone that a NetworkPolicy means pods by', () => {
    const policy = '---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: n }\nspec: { podSelector: {}, ingress: [{ ports: [{ port: http }] }] }\n';
    expect(idsOf(web, 'port-renamed')).to.have.length(1);
    expect(idsOf(web + policy, 'port-renamed')).to.deep.equal([]);
  });

  it('give no other name to what the lesson names', () => {
    const fixed = toFolder(new Map([['01-x/a.yaml', web]]), '01-x', new Set(['web', 'http']));
    expect(equivalencesOf(fixed, '01-x').filter(({ category }) => category === 'names').map(({ id }) => id)).to.deep.equal(['Deployment-web--spec.template.spec.containers[log].name--container-renamed']);
  });

  it('take variables from where they may stand, but none that another is made of', () => {
    const env = (list: string): string => pod.replace('image: y', `image: y, env: ${list}`);
    expect(madeText(env('[{ name: A, value: x }]'), 'Pod-p--spec.containers[b].env--env-from-config')).to.match(/envFrom:\n +- configMapRef:\n +name: p-b-settings\n/).and.to.include('kind: ConfigMap').and.not.to.include('env:');
    expect(idsOf(env('[{ name: A, value: x }, { name: B, value: $(A)y }]'), 'env-from-config')).to.deep.equal([]);
    expect(idsOf(env("[{ name: A, value: '' }]"), 'env-by-key')).to.deep.equal([]);
  });

  it('quote the words of a probe for the shell', () => {
    const probed = pod.replace('image: y', "image: 'busybox:1', readinessProbe: { exec: { command: [test, -f, it's here] } }");
    expect(madeText(probed, 'Pod-p--spec.containers[b].readinessProbe--probe-in-shell')).to.include(String.raw`exec test -f 'it'\''s here'`);
  });

  it('write down what holds by default, and leave it out', () => {
    expect(madeText(web, 'Service-web--defaults-written')).to.include('type: ClusterIP').and.to.include('protocol: TCP');
    expect(madeText(web, 'Deployment-web--defaults-written')).to.include('type: RollingUpdate').and.to.include('revisionHistoryLimit: 10').and.to.include('imagePullPolicy: IfNotPresent');
    const wordy = web.replace('port: 80,', 'port: 80, protocol: TCP,').replace('replicas: 4', 'replicas: 1\n  minReadySeconds: 0').replace('httpGet: { port: http }', 'httpGet: { port: http, scheme: HTTP }, periodSeconds: 10, timeoutSeconds: 2');
    expect(madeText(wordy, 'Service-web--defaults-left-out')).to.not.include('protocol');
    expect(madeText(wordy, 'Deployment-web--defaults-left-out')).to.include('timeoutSeconds: 2').and.to.include('app: web').and.to.not.match(/replicas|minReadySeconds|scheme|periodSeconds/);
  });

  it('write into an object what the cluster shows of it', () => {
    const exported = madeText(`${secret}stringData: { a: x }\n`, 'Secret-s--exported-by-kubectl');
    expect(exported).to.include('data:\n  a: eA==').and.to.match(/ {2}uid: [0-9a-f-]{36}\n/).and.to.include('managedFields:').and.to.include('namespace: default').and.to.not.include('\nstringData');
    expect(exported, 'what was applied').to.include('"stringData":{"a":"x"}');
    expect(madeText(web, 'Service-web--exported-by-kubectl')).to.include('clusterIP: 10.96.').and.to.include('loadBalancer: {}');
    expect(madeText(pod, 'Pod-p--exported-by-kubectl')).to.include('nodeName: worker-1').and.to.include('name: kube-api-access-x7k2p').and.to.include('phase: Running');
    const storage = 'apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: v }\nspec: { capacity: { storage: 1Gi } }\n---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: c }\nspec: { accessModes: [ReadWriteOnce] }\n';
    expect(madeText(storage, 'PersistentVolumeClaim-c--exported-by-kubectl')).to.include('volumeName: v').and.to.include('bound-by-controller: "yes"');
    expect(madeText(storage, 'PersistentVolume-v--exported-by-kubectl')).to.match(/claimRef:\n +apiVersion: v1\n +kind: PersistentVolumeClaim\n +name: c/);
  });

  it('write all that a namespace holds into one file, with what others have made', () => {
    const urgent = `${pod.replace('spec:', 'spec:\n  priorityClassName: urgent')}---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: urgent }\nvalue: 1000\n`;
    expect(madeText(urgent, 'Pod-p--exported-by-kubectl'), 'the priority of its class').to.include('priority: 1000').and.to.include('preemptionPolicy: PreemptLowerPriority');
    expect(madeText(urgent.replace('metadata: { name: urgent }', 'metadata: { name: other }'), 'Pod-p--exported-by-kubectl'), 'a class that is not known').to.not.match(/^ {2}priority:/m);
    const files = made(`${web}---\n${secret}`, 'Folder-all--namespace-exported');
    expect([...files.keys()]).to.deep.equal(['all.yaml']);
    const text = files.get('all.yaml')?.toString() ?? '';
    expect(text).to.match(/^apiVersion: v1\nkind: List\n/).and.to.include('kind: ReplicaSet').and.to.include('name: web-7c9d5b6f44-4xk9p').and.to.include('name: kube-root-ca.crt');
  });
});
