import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { changedFolders } from '../../harness/mutants/manifest-folders.ts';
import type { Change, Variant } from '../../harness/mutants/mutant.ts';

const app = `# The app.
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - name: http # the only one
      port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
spec:
  # Two are enough.
  replicas: 2
  template:
    spec:
      containers:
        - name: app
          image: web:1.0
          args:
            - -c
            - |
              echo hello
              sleep 1
          env:
            - { name: HOST, value: db }
            - { name: PORT, value: "3306" }
          resources:
            limits: { memory: 32Mi }
`;

describe('changedFolders', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'folders-'));
    for (const lesson of ['04-db', '05-web']) mkdirSync(join(dir, lesson));
    writeFileSync(join(dir, '05-web', 'app.yaml'), app);
    writeFileSync(join(dir, '04-db', 'secret.yaml'), 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: password\nstringData: { key: koa }\n');
  });
  afterEach(() => { rmSync(dir, { recursive: true }); });

  const variant = (changes: Change[], object: Variant['object'] = 'Deployment/web'): Variant => ({ fullId: '05-web/x', lesson: '05-web', id: 'x', object, changes, standsFor: '' });
  const changed = (...changes: Change[]): string => changedFolders(dir, variant(changes)).get('05-web/app.yaml') ?? '';
  /** The lines that are other than before: `-` gone, `+` new. */
  const difference = (text: string): string[] => {
    const [before, after] = [app.split('\n'), text.split('\n')];
    return [...before.filter((line) => !after.includes(line)).map((line) => `-${line}`), ...after.filter((line) => !before.includes(line)).map((line) => `+${line}`)];
  };

  it('removes a field with its lines, and leaves comments and all else as it was', () => {
    expect(difference(changed({ do: 'remove', path: 'spec.replicas' }))).to.deep.equal(['-  replicas: 2']);
    expect(difference(changed({ do: 'remove', path: 'spec.template.spec.containers[app].args' }))).to.deep.equal(
      ['-          args:', '-            - -c', '-            - |', '-              echo hello', '-              sleep 1']);
  });

  it('removes the first key of a list element: the next one moves up to the dash', () => {
    expect(difference(changed({ do: 'remove', path: 'spec.template.spec.containers[0].name' }))).to.deep.equal(
      ['-        - name: app', '-          image: web:1.0', '+        - image: web:1.0']);
  });

  it('removes elements of lists, and parts of a line in braces', () => {
    expect(difference(changed({ do: 'remove', path: 'spec.template.spec.containers[app].env[PORT]' }))).to.deep.equal(['-            - { name: PORT, value: "3306" }']);
    expect(difference(changed({ do: 'remove', path: 'spec.template.spec.containers[app].env[PORT].value' }))).to.deep.equal(
      ['-            - { name: PORT, value: "3306" }', '+            - { name: PORT }']);
    expect(difference(changed({ do: 'remove', path: 'spec.template.spec.containers[app].env[HOST].name' }))).to.deep.equal(
      ['-            - { name: HOST, value: db }', '+            - { value: db }']);
  });

  it('sets values of every style', () => {
    expect(difference(changed({ do: 'set', path: 'spec.replicas', to: 0 }))).to.deep.equal(['-  replicas: 2', '+  replicas: 0']);
    expect(difference(changed({ do: 'set', path: 'spec.template.spec.containers[app].args[1]', to: 'exit' }))).to.deep.equal(
      ['-            - |', '-              echo hello', '-              sleep 1', '+            - "exit"']);
    expect(difference(changed({ do: 'set', path: 'spec.template.spec.containers[app].resources', to: {} }))).to.deep.equal(
      ['-            limits: { memory: 32Mi }', '+            {}']);
  });

  it('adds what is not there: a field, a field of a map in braces, a list element, a whole branch', () => {
    expect(difference(changed({ do: 'set', path: 'spec.paused', to: true }))).to.deep.equal(['+  paused: true']);
    expect(difference(changed({ do: 'set', path: 'spec.template.spec.containers[app].resources.limits.cpu', to: '1' }))).to.deep.equal(
      ['-            limits: { memory: 32Mi }', '+            limits: { memory: 32Mi, cpu: "1" }']);
    expect(difference(changed({ do: 'set', path: 'spec.template.spec.containers[app].env[]', to: { name: 'A' } }))).to.deep.equal(['+            - {"name":"A"}']);
    expect(difference(changed({ do: 'set', path: 'spec.strategy.rollingUpdate.maxSurge', to: 1 }))).to.deep.equal(['+  strategy: {"rollingUpdate":{"maxSurge":1}}']);
  });

  it('renames a key in its place, and moves a field', () => {
    expect(difference(changed({ do: 'rename', path: 'metadata.labels.app', to: 'ap' }))).to.deep.equal(['-    app: web', '+    ap: web']);
    expect(difference(changed({ do: 'move', path: 'spec.replicas', to: 'replicas' }))).to.deep.equal(['-  replicas: 2', '+replicas: 2']);
  });

  it('changes a text of one object, once', () => {
    expect(difference(changed({ do: 'text', from: 'image: web:1.0', to: '\timage: web:1.0' }))).to.have.length(2);
    expect(() => changed({ do: 'text', from: 'app', to: 'ap' })).to.throw('the text "app" is there 3 times, not once');
    expect(() => changed({ do: 'text', from: 'port: 80', to: '' }), 'of the other object').to.throw('is there 0 times');
  });

  it('leaves out an object, writes one anew, adds one, writes one as JSON', () => {
    expect(changed({ do: 'leave out' })).to.equal(app.slice(0, app.indexOf('apiVersion: apps/v1')));
    expect(changed({ do: 'replace', text: 'kind: ConfigMap\n' })).to.equal(`${app.slice(0, app.indexOf('apiVersion: apps/v1'))}kind: ConfigMap\n`);
    expect(changed({ do: 'add', text: 'kind: ConfigMap' })).to.equal(`${app}---\nkind: ConfigMap\n`);
    expect(changed({ do: 'json' })).to.include('---\n{\n  "apiVersion": "apps/v1",').and.to.include('# The app.');
    expect(changed({ do: 'reverse', path: 'spec.template.spec.containers[app].env' })).to.match(/\[\{"name":"PORT","value":"3306"\},\{"name":"HOST","value":"db"\}\]\n {10}resources:/);
  });

  it('changes several objects, also of a lesson that this one stands on', () => {
    const texts = changedFolders(dir, variant([{ do: 'set', path: 'spec.ports[http].port', to: 81, of: 'Service/web' }, { do: 'rename', path: 'stringData.key', to: 'k', of: 'Secret/password' }]));
    expect([...texts.keys()]).to.deep.equal(['05-web/app.yaml', '04-db/secret.yaml']);
    expect(texts.get('05-web/app.yaml')).to.include('port: 81');
    expect(texts.get('04-db/secret.yaml')).to.include('{ k: koa }');
  });

  describe('an object of a List', () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: { name: one }\n    data: { mode: 0644 }\n  # The other.\n  - apiVersion: v1\n    kind: Secret\n    metadata: { name: two }\n';
    const after = (object: Variant['object'], change: Change): string => {
      writeFileSync(join(dir, '05-web', 'app.yaml'), list);
      return changedFolders(dir, variant([change], object)).get('05-web/app.yaml') ?? '';
    };

    it('is changed in its place', () => {
      expect(after('Secret/two', { do: 'set', path: 'stringData.key', to: 'koa' })).to.equal(`${list}    stringData: {"key":"koa"}\n`);
      expect(after('ConfigMap/one', { do: 'remove', path: 'data' })).to.equal(list.replace('    data: { mode: 0644 }\n', ''));
      expect(after('ConfigMap/one', { do: 'text', from: 'ConfigMap', to: 'Secret' })).to.equal(list.replace('ConfigMap', 'Secret'));
      expect(() => after('ConfigMap/one', { do: 'text', from: 'two', to: 'one' }), 'the text of another').to.throw('is there 0 times');
    });

    it('is left out with its dash, and stays one element where it is written as JSON', () => {
      expect(after('ConfigMap/one', { do: 'leave out' })).to.equal('apiVersion: v1\nkind: List\nitems:\n  # The other.\n  - apiVersion: v1\n    kind: Secret\n    metadata: { name: two }\n');
      expect(after('ConfigMap/one', { do: 'json' })).to.include('\n  - {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"one"},"data":{"mode":420}}\n  # The other.');
      expect(after('ConfigMap/one', { do: 'add', text: 'kind: Pod' })).to.equal(`${list}---\nkind: Pod\n`);
    });
  });

  describe('a JSON file', () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' }, data: { a: '1', b: '2' } };
    const after = (change: Change, written: unknown = object): unknown => {
      rmSync(join(dir, '05-web', 'app.yaml'));
      writeFileSync(join(dir, '05-web', 'app.json'), `${JSON.stringify(written, undefined, 2)}\n`);
      const text = changedFolders(dir, variant([change], 'ConfigMap/one')).get('05-web/app.json') ?? '';
      writeFileSync(join(dir, '05-web', 'app.yaml'), app);
      return text === '' ? text : JSON.parse(text);
    };

    it('is still JSON after each change', () => {
      expect(after({ do: 'remove', path: 'data.a' })).to.deep.equal({ ...object, data: { b: '2' } });
      expect(after({ do: 'remove', path: 'data.b' })).to.deep.equal({ ...object, data: { a: '1' } });
      expect(after({ do: 'set', path: 'data.c', to: 3 })).to.deep.equal({ ...object, data: { a: '1', b: '2', c: 3 } });
      expect(after({ do: 'set', path: 'metadata.labels.app', to: 'x' })).to.deep.equal({ ...object, metadata: { name: 'one', labels: { app: 'x' } } });
      expect(after({ do: 'rename', path: 'data.a', to: 'z' })).to.deep.equal({ ...object, data: { z: '1', b: '2' } });
      expect(after({ do: 'reverse', path: 'data' })).to.deep.equal(object);
      expect(after({ do: 'leave out' })).to.equal('');
    });

    it('may be a List', () => {
      const other = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'two' } };
      const list = { apiVersion: 'v1', kind: 'List', items: [object, other] };
      expect(after({ do: 'leave out' }, list)).to.deep.equal({ ...list, items: [other] });
      expect(after({ do: 'set', path: 'immutable', to: true }, list)).to.deep.equal({ ...list, items: [{ ...object, immutable: true }, other] });
    });
  });

  it('changes what an alias stands for where it is written', () => {
    writeFileSync(join(dir, '05-web', 'app.yaml'), 'kind: Service\nmetadata:\n  name: web\n  labels: &own { app: web }\nspec:\n  selector: *own\n');
    expect(changedFolders(dir, variant([{ do: 'set', path: 'spec.selector.app', to: 'ap' }], 'Service/web')).get('05-web/app.yaml')).to.include('labels: &own { app: "ap" }\n');
  });

  it('gives a value to a key that has none', () => {
    writeFileSync(join(dir, '05-web', 'app.yaml'), 'kind: Pod\nmetadata: { name: web, labels: }\nspec:\n  volumes:\n');
    const set = (path: string, to: unknown): string => changedFolders(dir, variant([{ do: 'set', path, to }], 'Pod/web')).get('05-web/app.yaml') ?? '';
    expect(set('spec.volumes', [])).to.include('  volumes: []\n');
    expect(set('metadata.labels.app', 'x')).to.match(/labels: +\{"app":"x"\}/);
  });

  it('has no order to reverse in a text', () => {
    expect(() => changed({ do: 'reverse', path: 'metadata.name' })).to.throw('only maps and lists have an order');
  });

  it('finds nothing in what an earlier change has made no YAML', () => {
    expect(() => changed({ do: 'text', from: 'image: web:1.0', to: '\timage: web:1.0' }, { do: 'remove', path: 'spec.replicas' })).to.throw('05-web has no Deployment/web');
  });

  it('says what it cannot change', () => {
    expect(() => changed({ do: 'remove', path: 'spec.paused' })).to.throw('there is no paused of spec.paused');
    expect(() => changed({ do: 'set', path: 'spec.replicas.max', to: 1 })).to.throw('there is nothing that max could be added to');
    expect(() => changed({ do: 'remove', path: 'spec', of: 'Secret/none' })).to.throw('no lesson has Secret/none');
  });
});
