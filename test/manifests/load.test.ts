import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { expect } from 'chai';

import { loadLesson, readFolder } from '../../harness/manifests/load.ts';
import { Manifests } from '../../harness/manifests/manifests.ts';
import { failureOf } from '../verdict/failure-of.ts';

const counter = `# a pod
apiVersion: v1
kind: Pod
metadata:
  name: counter
  labels: { app: counter }
spec:
  containers:
    - name: count
      image: busybox:1.37
    - name: count-log-1
      image: busybox:1.37
      args: [tail]
`;

describe('a folder of manifests', () => {
  let dir: string;
  beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'manifests-')); });
  afterEach(() => { rmSync(dir, { recursive: true }); });

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  it('refuses aliases that have no end, or stand for too much, and goes on with the other files', () => {
    write('02-logging/a.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: &m\n  name: counter\n  annotations: *m\n');
    const letters = ['b', 'c', 'd', 'e', 'f', 'g', 'h'];
    write('02-logging/b.yaml', `a: &a [x,x,x,x,x,x,x,x,x]\n${letters.map((letter, n) => `${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${['a', ...letters][n] ?? ''}`).join(', ')}]\n`).join('')}`);
    write('02-logging/c.yaml', counter);
    const { failures, manifests } = readFolder({ dir, folder: '02-logging', lesson: '02-logging' });
    expect(manifests.map(({ id }) => id)).to.deep.equal(['Pod/counter']);
    expect(failures.map(({ failure: { file, line, observed } }) => ({ file, line, observed }))).to.deep.equal([
      { file: '02-logging/a.yaml', line: 1, observed: 'an alias (*name) within what it stands for: the object would have no end' },
      { file: '02-logging/b.yaml', line: 1, observed: 'aliases (*name) of aliases, which stand for more than anybody can read' },
    ]);
  });

  it('reads subfolders where nothing lies beside them, and says so', () => {
    write('02-logging/pods/a/counter.yaml', counter);
    write('02-logging/.git/b.yaml', counter);
    write('02-logging/README.md', 'text');
    const { manifests, failures, notes, unread } = readFolder({ dir, folder: '02-logging', lesson: '02-logging' });
    expect(manifests.map((each) => [each.id, each.at('metadata.name').file])).to.deep.equal([['Pod/counter', '02-logging/pods/a/counter.yaml']]);
    expect([failures, unread]).to.deep.equal([[], []]);
    expect(notes.map(({ en }) => en.replace(dir, ''))).to.deep.equal(['No manifest lies directly in /02-logging: its subfolders are read, as by `kubectl apply -R -f FOLDER`.']);
    write('02-logging/other.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n');
    expect(readFolder({ dir, folder: '02-logging', lesson: '02-logging' }).manifests.map(({ id }) => id)).to.deep.equal(['ConfigMap/a']);
  });

  it('follows links within the folder, and reads nothing of a file elsewhere on the machine', () => {
    write('private/token.yaml', 'token: Sword.fish\n');
    write('mine/common/counter.yaml', counter);
    write('mine/02-logging/a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n');
    symlinkSync('../common/counter.yaml', join(dir, 'mine/02-logging/counter.yaml'));
    symlinkSync('../../private/token.yaml', join(dir, 'mine/02-logging/token.yaml'));
    symlinkSync('../private', join(dir, 'mine/03-volumes'));
    symlinkSync('mine', join(dir, 'link'));
    for (const from of ['mine', 'link']) {
      const { manifests, failures } = readFolder({ dir: join(dir, from), folder: '02-logging', lesson: '02-logging' });
      expect(manifests.map(({ id }) => id), from).to.deep.equal(['ConfigMap/a', 'Pod/counter']);
      expect(failures.map(({ failure }) => [failure.object, failure.observed, failure.file]), from).to.deep.equal([['File/02-logging/token.yaml', 'a link to a file outside of this folder', undefined]]);
    }
    const other = readFolder({ dir: join(dir, 'mine'), folder: '03-volumes', lesson: '03-volumes' });
    expect(JSON.stringify([other.failures, other.notes])).not.to.include('Sword.fish');
    expect(other.manifests).to.deep.equal([]);
    expect(other.failures).to.have.lengthOf(1);
  });

  it('knows where each field is written', () => {
    write('02-logging/counter.yml', counter);
    const [pod] = loadLesson(dir, '02-logging');
    expect(pod?.at()).to.deep.equal({ file: '02-logging/counter.yml', line: 2 });
    expect(pod?.at('spec.containers[count-log-1].args')).to.deep.equal({ file: '02-logging/counter.yml', line: 13 });
    expect(pod?.at('spec.containers[count-log-1].args[0]').line).to.equal(13);
    expect(pod?.at('spec.containers[1].command').line, 'the nearest that exists').to.equal(11);
    expect(pod?.path('spec.containers[1].args')).to.equal('spec.containers[count-log-1].args');
  });

  it('keeps the lines of the original in a changed copy, and leaves the original as it was', () => {
    write('a/x.yaml', counter);
    const [pod] = loadLesson(dir, 'a');
    const changed = pod?.with('spec.containers[count].image', 'busybox:1').without('metadata.labels').named('other');
    expect(changed?.id).to.equal('Pod/other');
    expect(changed?.get('spec.containers[0].image')).to.equal('busybox:1');
    expect(changed?.labels).to.deep.equal({});
    expect(changed?.at('spec.containers[count].image').line).to.equal(10);
    expect(pod?.get('spec.containers[0].image')).to.equal('busybox:1.37');
  });

  it('reads several documents, lists and JSON, whatever the files are called', () => {
    write('a/1.yaml', `${counter}---\n# nothing\n---\napiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata:\n      name: s\n`);
    write('a/2.json', '{"apiVersion":"v1","kind":"ConfigMap",\n"metadata":{"name":"c"}}');
    write('a/notes.txt', 'kind: [');
    const all = loadLesson(dir, 'a');
    expect(all.map((each) => each.id)).to.deep.equal(['Pod/counter', 'Secret/s', 'ConfigMap/c']);
    expect(all[1]?.at('metadata.name').line).to.equal(23);
    expect(all[2]?.at('metadata.name')).to.deep.equal({ file: 'a/2.json', line: 2 });
  });

  it('understands YAML as kubectl does: 0644 is octal, yes is true, a time is text', () => {
    write('a/1.yaml', 'apiVersion: v1\nkind: X\nmetadata: {name: x}\nmode: 0644\non: yes\nat: 2018-12-08\nratio: 12:30\n');
    const [object] = loadLesson(dir, 'a');
    expect(object?.get('mode')).to.equal(420);
    expect(object?.get('at')).to.equal('2018-12-08');
    expect(object?.get('ratio')).to.equal('12:30');
  });

  it('says file, line and column of a YAML error', () => {
    write('a/1.yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n spec: {}\n');
    const { observed, file, line, object } = failureOf(() => loadLesson(dir, 'a'));
    expect({ file, line, object }).to.deep.equal({ file: 'a/1.yaml', line: 5, object: 'File/a/1.yaml' });
    expect(observed).to.match(/ at a\/1\.yaml:5:\d+$/);
  });

  it('says that a text with a star needs quotation marks, where YAML sees an alias of nothing', () => {
    write('a/1.yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec:\n  host: *.k8s\n');
    expect(failureOf(() => loadLesson(dir, 'a'))).to.deep.include({
      observed: '*.k8s stands for nothing: no & with this name comes before it; a text that begins with * needs quotation marks at a/1.yaml:6:9', file: 'a/1.yaml', line: 6,
    });
    write('a/1.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: &meta\n  name: x\nspec:\n  again: *meta\n');
    expect(loadLesson(dir, 'a')[0]?.get('spec.again.name')).to.equal('x');
  });

  it('says what a thing that is no object lacks', () => {
    write('a/1.yaml', 'kind: Pod\nmetadata: {}\n');
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ observed: 'no apiVersion, no metadata.name', file: 'a/1.yaml', line: 1 });
    write('a/1.yaml', 'just text');
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ observed: 'only text: just text' });
  });

  it('refuses an empty folder and two objects of one name', () => {
    expect(failureOf(() => loadLesson(dir, 'gone')).observed).to.equal('no such file');
    write('a/1.yaml', counter);
    write('a/2.yaml', counter.replace('1.37', '1.36'));
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ observed: 'Pod/counter is also in a/1.yaml:5', file: 'a/2.yaml', line: 5 });
  });

  it('takes two objects of one name that are in two namespaces', () => {
    write('a/1.yaml', counter.replace('name: counter', 'name: counter\n  namespace: limited'));
    write('a/2.yaml', counter.replace('name: counter', 'name: counter\n  namespace: shared'));
    expect(loadLesson(dir, 'a').map((manifest) => manifest.get('metadata.namespace'))).to.deep.equal(['limited', 'shared']);
  });

  it('takes an object once that is in two files in the same words, and says so', () => {
    write('a/counter.yaml', counter);
    write('a/counter - コピー.yaml', counter.replace('# a pod', '# ポッド'));
    const { manifests, notes, failures } = readFolder({ dir, folder: 'a', lesson: 'a' });
    expect(manifests.map(({ id }) => id)).to.deep.equal(['Pod/counter']);
    expect(failures).to.deep.equal([]);
    expect(notes.map(({ en }) => en)).to.deep.equal(['Pod/counter is in a/counter - コピー.yaml:5 and in a/counter.yaml:5, in the same words: it is taken once.']);
  });

  it('tells the mistakes of all files at once', () => {
    write('a/1.yaml', 'a: b: c\n');
    write('a/2.yaml', 'kind: Pod\n');
    write('a/3.yaml', counter);
    write('a/4.yaml', 'a: 1\na: 2\n');
    const first = failureOf(() => loadLesson(dir, 'a'));
    expect([first, ...(first.others ?? [])].map(({ file, line }) => `${file ?? ''}:${line ?? ''}`)).to.deep.equal(['a/1.yaml:1', 'a/2.yaml:1', 'a/4.yaml:2']);
    expect(readFolder({ dir, folder: 'a', lesson: 'a' }).manifests.map(({ id }) => id)).to.deep.equal(['Pod/counter']);
  });

  it('stops to read a folder after a hundred mistakes, and says so', () => {
    write('a/1.yaml', `${'---\nkind: Pod\n'.repeat(4_000)}data:\n${'  # nothing\n'.repeat(80_000)}`);
    write('a/2.yaml', counter);
    const { failures, manifests } = readFolder({ dir, folder: 'a', lesson: 'a' });
    expect(failures).to.have.lengthOf(101);
    expect(failures[99]?.failure).to.include({ file: 'a/1.yaml', line: 200 });
    expect(failures[100]?.failure).to.include({ object: 'Folder/a', observed: 'more than 100 mistakes: what follows in the folder was not read' });
    expect(manifests).to.deep.equal([]);
  }).timeout(30_000);

  it('refuses a file of more objects than anybody applies, in a List too', () => {
    write('a/1.yaml', '---\nkind: Pod\n'.repeat(100_000));
    write('a/2.yaml', `apiVersion: v1\nkind: List\nitems:\n${'- kind: Pod\n'.repeat(6_000)}`);
    expect(readFolder({ dir, folder: 'a', lesson: 'a' }).failures.map(({ failure: { file, line, observed } }) => `${file ?? ''}:${line ?? ''}: ${observed}`)).to.deep.equal([
      'a/1.yaml:10001: more than 5000 objects in one file at a/1.yaml:10001:1', 'a/2.yaml:5004: more than 5000 objects in one file at a/2.yaml:5004:3',
    ]);
  }).timeout(30_000);

  it('reads a file of very many keys or aliases in seconds', () => {
    const many = (line: (n: number) => string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  first: &first x\n${Array.from({ length: 8_000 }, (_, n) => `  k${n}: ${line(n)}`).join('\n')}\n`;
    write('a/1.yaml', many((n) => `&a${n} x`));
    expect(loadLesson(dir, 'a')).to.have.lengthOf(1);
    write('a/1.yaml', `${many(() => '*first')}  k7: again\n`);
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ line: 8_006 });
    write('a/1.yaml', many(() => '*first'));
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ observed: 'aliases (*name) of aliases, which stand for more than anybody can read' });
  }).timeout(30_000);

  it('refuses what aliases make far larger than its file', () => {
    write('a/1.yaml', `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: &a ${'x'.repeat(100_000)}, ${Array.from({ length: 90 }, (_, n) => `k${n}: *a`).join(', ')} }\n`);
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ line: 1, observed: 'aliases (*name) of aliases, which stand for more than anybody can read' });
  });

  it('refuses a folder of far more than manifests, and reads none of it', () => {
    for (let n = 0; n < 9; n++) write(`a/${n}.yaml`, `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a${n} }\n#${'x'.repeat(1_900_000)}\n`);
    const { manifests, failures } = readFolder({ dir, folder: 'a', lesson: 'a' });
    expect(failures.map(({ failure }) => [failure.object, failure.observed])).to.deep.equal([['File/a/7.yaml', 'files of more than 15 MB together with this one, where that is the most']]);
    expect(manifests).to.deep.equal([]);
  });

  it('takes the objects of a List wherever they are written, and refuses one that has none', () => {
    const list = (items: string): string => `apiVersion: v1\nkind: List\nx: &all [{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }]\nitems: ${items}\n`;
    write('a/1.yaml', list('*all'));
    expect(loadLesson(dir, 'a').map(({ id }) => id)).to.deep.equal(['ConfigMap/a']);
    write('a/1.yaml', list('{ a: 1 }'));
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ field: 'metadata.name' });
  });

  it('refuses a name that would make the address of the object that of something else', () => {
    for (const name of ['', '.', '..', '../x', 'a/b', 'a%2Fb']) {
      write('a/1.yaml', `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "${name}"\n`);
      expect(failureOf(() => loadLesson(dir, 'a')), name).to.include({ field: 'metadata.name', line: 4, observed: name === '' ? 'metadata.name is empty' : `metadata.name is "${name}"` });
    }
  });

  it('refuses text that cannot be sent, wherever it stands', () => {
    for (const [n, text] of ['metadata: { name: "a\\ud800" }', 'metadata: { name: a }\ndata: { "k\\udc00": x }', 'metadata: { name: a }\nlist: [{ x: ["\\ud83d"] }]'].entries()) {
      write('a/1.yaml', `apiVersion: v1\nkind: ConfigMap\n${text}\n`);
      expect(failureOf(() => loadLesson(dir, 'a')), String(n)).to.include({ line: 1, observed: 'text with half a letter, such as "\\ud83d" without its other half' });
    }
    write('a/1.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { k: "\\ud83d\\ude00" }\n');
    expect(loadLesson(dir, 'a').map((each) => each.get('data.k'))).to.deep.equal(['😀']);
  });

  it('says where it is stricter than kubectl, and why', () => {
    write('a/1.yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\n  generateName: counter-\n');
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ field: 'metadata.name', line: 4, observed: 'metadata.generateName instead of metadata.name' });
    expect(failureOf(() => loadLesson(dir, 'a')).hint).to.contain('as for `kubectl apply`');
    write('a/1.yaml', 'apiVersion: v1\nkind: Pod\nkind: Pod\nmetadata: { name: x }\n');
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ line: 3, observed: 'kind is written twice at the same place at a/1.yaml:3:1' });
    expect(failureOf(() => loadLesson(dir, 'a')).hint).to.contain('kubectl would take one without saying which');
  });

  it('says what a name is that YAML takes for something else, and where one stands that is outside of metadata', () => {
    write('a/1.yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: 12\n');
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ field: 'metadata.name', line: 4, observed: 'metadata.name is a number' });
    write('a/1.yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\nname: x\n');
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ field: 'metadata.name', line: 4, observed: 'no metadata.name: name stands outside of metadata' });
  });

  it('names a file that is there and not read', () => {
    write('a/counter.yaml.txt', counter);
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ object: 'Folder/a', observed: 'a/counter.yaml.txt (its name ends in .txt) is there, but is not read' });
    write('a/x.yaml', counter);
    expect(readFolder({ dir, folder: 'a', lesson: 'a' }).notes[0]?.en).to.contain('a/counter.yaml.txt (its name ends in .txt) is there, but is not read: only *.yaml');
  });

  it('takes what `kubectl get -o yaml` shows, and says once what it leaves out', () => {
    const meta = (name: string): string => `metadata: { name: ${name}, uid: x, resourceVersion: "1", managedFields: [], annotations: { kubectl.kubernetes.io/last-applied-configuration: "{}" } }`;
    write('a/all.yaml', `apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Pod, ${meta('counter')}, status: { phase: Running } }\n  - { apiVersion: v1, kind: Service, ${meta('web')}, spec: { clusterIP: 10.96.0.7 } }\n  - { apiVersion: v1, kind: ConfigMap, ${meta('kube-root-ca.crt')} }\n`);
    const { manifests, failures, notes } = readFolder({ dir, folder: 'a', lesson: 'a' });
    expect([manifests.map(({ object }) => object), failures]).to.deep.equal([[{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'counter' } }, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: {} }], []]);
    expect(notes.map(({ en }) => en)).to.deep.equal([
      'ConfigMap/kube-root-ca.crt is left out: the cluster makes it.',
      'As kubectl does, uid, resourceVersion, managedFields, status, last-applied-configuration, clusterIP of Pod/counter, Service/web are left out: the cluster writes them by itself (`kubectl get -o yaml` shows them).',
    ]);
  });

  it('says of a whole namespace in one line each what others make, and what the cluster has written', () => {
    const meta = (name: string): string => `{ name: ${name}, uid: x, annotations: { kubectl.kubernetes.io/last-applied-configuration: "{}" } }`;
    const own = ['a', 'b', 'c', 'd', 'e'].map((name) => `{ apiVersion: v1, kind: ConfigMap, metadata: ${meta(name)} }`);
    const others = ['kube-root-ca.crt', 'kubernetes'].map((name, n) => `{ apiVersion: v1, kind: ${n === 0 ? 'ConfigMap' : 'Service'}, metadata: ${meta(name)} }`);
    write('a/all.yaml', `apiVersion: v1\nkind: List\nitems:\n${[...own, ...others].map((each) => `  - ${each}\n`).join('')}`);
    const { manifests, notes } = readFolder({ dir, folder: 'a', lesson: 'a' });
    expect(manifests).to.have.length(5);
    expect(notes.map(({ ja }) => ja)).to.deep.equal([
      'ConfigMap/kube-root-ca.crt、Service/kubernetes は使いません。コントローラーやクラスターが作成するものです。',
      '5 個のオブジェクトの uid、last-applied-configuration は、kubectl と同じように使いません。クラスターが自分で書き込むものです(`kubectl get -o yaml` の出力に含まれます)。',
    ]);
  });

  it('leaves out what other tools read, and says what it is', () => {
    write('a/x.yaml', counter);
    write('a/kustomization.yaml', 'resources: [x.yaml]\n');
    write('a/notes.json', '{ "todo": ["sidecars"] }');
    write('a/Chart.yaml', 'apiVersion: v2\nname: mine\nversion: 0.1.0\n');
    write('a/docker-compose.yml', 'services: { db: { image: mysql } }\n');
    const { manifests, failures, notes } = readFolder({ dir, folder: 'a', lesson: 'a' });
    expect([manifests.map(({ id }) => id), failures]).to.deep.equal([['Pod/counter'], []]);
    expect(notes.map(({ en }) => en)).to.deep.equal([
      'a/Chart.yaml is left out: it is a file of a Helm chart.',
      'a/docker-compose.yml is left out: it is a file of Docker Compose.',
      'a/kustomization.yaml is left out: it is a kustomization, and what it changes is not applied (`kubectl kustomize FOLDER > all.yaml` writes it out).',
      'a/notes.json is left out: it is JSON, but no Kubernetes object.',
    ]);
  });

  it('names a template, a table and a code block as what they are', () => {
    write('a/x.yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n');
    expect(failureOf(() => loadLesson(dir, 'a')).observed).to.equal('a template of a Helm chart ({{ … }})');
    write('a/x.yaml', 'NAME      READY   STATUS\ncounter   1/1     Running\n');
    expect(failureOf(() => loadLesson(dir, 'a')).observed).to.equal('the table that `kubectl get` prints');
    write('a/x.yaml', '```yaml\napiVersion: v1\nkind: Pod\n```\n');
    expect(failureOf(() => loadLesson(dir, 'a'))).to.include({ observed: 'a code block of Markdown (```)', line: 1 });
  });

  it('borrows what a lesson stands on from the same folder when it is there, else from ours', () => {
    const object = (kind: string, name: string): string => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name} }\n`;
    write('ours/04-db/a.yaml', `${object('Secret', 's')}---\n${object('ConfigMap', 'ours')}`);
    write('learner/05-app/a.yaml', `${object('Pod', 'p')}---\n${object('Secret', 's')}`);
    const folders = { dir: join(dir, 'learner'), ours: join(dir, 'ours') };
    const borrowed = Manifests.load(folders, '05-app', ['04-db']);
    expect(borrowed.all().map((each) => `${each.lesson} ${each.id}`)).to.deep.equal(['04-db ConfigMap/ours', '05-app Pod/p', '05-app Secret/s']);
    write('learner/04-db/a.yaml', object('ConfigMap', 'learners'));
    expect(Manifests.load(folders, '05-app', ['04-db']).all('ConfigMap').map((each) => each.name)).to.deep.equal(['learners']);
  });

  it('says which folder lends what the learner has not, and where its objects are', () => {
    write('ours/04-db/a.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\n');
    write('learner/05-app/a.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\n');
    const folders = { dir: join(dir, 'learner'), ours: join(dir, 'ours') };
    const manifests = Manifests.load(folders, '05-app', ['04-db']);
    expect(manifests.notes.map(({ en }) => en)).to.have.length(1);
    expect(manifests.notes[0]?.en).to.match(/^The objects of 04-db, on which this lesson stands, are lent by .*ours\/04-db: your folder has none\.$/);
    expect(manifests.named('Secret/s')?.at('metadata.name')).to.deep.equal({ file: '../ours/04-db/a.yaml', line: 3 });
    expect(Manifests.load({ dir: folders.ours, ours: folders.ours }, '04-db', []).notes).to.deep.equal([]);
  });

  it('takes the objects of a lesson from one folder for all, and those that it stands on too', () => {
    write('specs/04-db.contract.yaml', 'objects: [{ object: Secret/db, for: { en: db, ja: db } }]\n');
    write('specs/05-app.contract.yaml', 'objects: [{ object: Pod/app, for: { en: app, ja: app } }]\n');
    write('ours/04-db/a.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: { name: db }\n');
    const object = (kind: string, name: string): string => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name} }\n`;
    write('flat/all.yaml', [object('Secret', 'db'), object('Pod', 'app'), object('ConfigMap', 'more')].join('---\n'));
    const folders = { dir: join(dir, 'flat'), ours: join(dir, 'ours'), contracts: join(dir, 'specs'), flat: ['05-app'] };
    const manifests = Manifests.load(folders, '05-app', ['04-db']);
    expect(manifests.all().map((each) => `${each.lesson} ${each.id}`)).to.deep.equal(['04-db Secret/db', '05-app Pod/app', '05-app ConfigMap/more']);
    expect(manifests.named('Pod/app')?.at('metadata.name').file).to.equal('all.yaml');
    expect(manifests.notes.map(({ en }) => en)).to.deep.equal(['For 05-app: Pod/app.', 'For every lesson, as none of them names it: ConfigMap/more.']);
    write('flat/all.yaml', object('Pod', 'app'));
    expect(Manifests.load(folders, '05-app', ['04-db']).notes.some(({ en }) => en.includes('are lent by'))).to.equal(true);
    expect(Manifests.load({ ...folders, flat: ['04-db'] }, '04-db', []).failures.map(({ failure }) => failure.observed)).to.deep.equal(['no object that belongs to 04-db']);
    write('flat/04-db/own.yaml', object('Secret', 'mine'));
    expect(Manifests.load({ ...folders, flat: ['04-db'] }, '04-db', []).all().map(({ id }) => id), "a lesson's own folder comes first").to.deep.equal(['Secret/mine']);
  });

  it('asks nobody to rename what another folder lends, or what the lesson names itself', () => {
    const deployment = (name: string): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\n`;
    write('specs/04-db.contract.yaml', 'objects: [{ object: Deployment/koa-sample-db, for: { en: the database, ja: データベース } }]\n');
    write('specs/05-app.contract.yaml', 'objects: [{ object: Deployment/koa-sample-ap, for: { en: the app, ja: アプリ } }]\n');
    write('ours/04-db/a.yaml', `${deployment('koa-sample-db')}---\n${deployment('koa-sample-aq')}`);
    write('learner/05-app/a.yaml', deployment('my-app'));
    const folders = { dir: join(dir, 'learner'), ours: join(dir, 'ours'), contracts: join(dir, 'specs') };
    const lent = failureOf(() => Manifests.load(folders, '05-app', ['04-db']).need('Deployment', 'koa-sample-ap', '05-app'));
    expect(lent).to.include({ observed: 'Deployment my-app', file: '05-app/a.yaml', line: 3, hint: 'Is Deployment/my-app the app? Then name it koa-sample-ap: this name is fixed by the lesson.' });
    expect(lent.ja.hint).to.equal('Deployment/my-app はアプリですか。それなら名前を koa-sample-ap にしてください。この名前はレッスンで決められています。');
    write('learner/04-db/a.yaml', deployment('koa-sample-db'));
    expect(failureOf(() => Manifests.load(folders, '05-app', ['04-db']).need('Deployment', 'koa-sample-ap', '05-app'))).to.include({ observed: 'Deployment koa-sample-db, my-app', file: '05-app/a.yaml' });
  });
});
