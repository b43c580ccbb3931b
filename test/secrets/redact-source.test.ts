import { expect } from 'chai';
import { redactSource } from '../../harness/secrets/redact-source.ts';

describe('redactSource', () => {
  it('hides the values of a Secret and leaves its keys and all lines', () => {
    const text = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: aHVudGVyMg==\nstringData:\n  key: |\n    one\n    two\ntype: Opaque\n';
    expect(redactSource(text)).to.equal('apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: (hidden)\nstringData:\n  key: (hidden)\n\n\ntype: Opaque\n');
  });

  it('takes no minutes for a map of many keys', () => {
    const text = Array.from({ length: 100_000 }, (_, n) => `k${n}: 1\n`).join('');
    expect(redactSource(text)).to.equal(text);
  }).timeout(60_000);

  it('hides what is written for a variable whose name says that it is secret', () => {
    const text = 'kind: Pod\nspec:\n  containers:\n    - env:\n        - name: DB_PASSWORD\n          value: hunter2 # old one\n        - { name: API_TOKEN, value: "abc" }\n        - name: DB_HOST\n          value: db\n';
    expect(redactSource(text)).to.equal(text.replace('hunter2', '(hidden)').replace('"abc"', '(hidden)'));
  });

  it('goes by each document of a file, and hides no reference to a secret', () => {
    const text = 'kind: Secret\ndata: { a: eA== }\n---\nkind: ConfigMap\ndata: { a: plain }\n---\nkind: Pod\nenv: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: pw } } }]\n';
    expect(redactSource(text)).to.equal(text.replace('eA==', '(hidden)'));
  });

  it('leaves only names where a broken file may hold a secret', () => {
    const broken = 'kind: Secret\nstringData:\n  password: hunter2: x\n   other: abc\n';
    expect(redactSource(broken)).to.include('password: (hidden)').and.not.to.match(/hunter2|abc/);
    const pod = 'kind: Pod\nenv:\n  - name: DB_PASSWORD\n    value: hunter2: x\n  - name: DB_HOST\n    value: db\n';
    expect(redactSource(pod)).to.equal(pod.replace('hunter2: x', '(hidden)'));
  });

  it('hides aliases, anchors and what they stand for', () => {
    expect(redactSource('kind: Secret\nstringData:\n  a: *Word\n  b: &Other x\n  c: &Third\n')).to.equal('kind: Secret\nstringData:\n  a: (hidden)\n  b: (hidden)\n  c: (hidden)\n');
    expect(redactSource('kind: Secret\nmetadata: { annotations: { note: &pw Sword.fish } }\ndata: { a: *pw }\n')).to.equal('kind: Secret\nmetadata: { annotations: { note: (hidden) } }\ndata: { a: (hidden) }\n');
  });

  it('hides what kubectl has kept of a Secret, and Secrets of a List', () => {
    const text = 'kind: List\nitems:\n  - kind: Secret\n    metadata:\n      annotations:\n        kubectl.kubernetes.io/last-applied-configuration: |\n          {"kind":"Secret","stringData":{"a":"Sword.fish"}}\n    data: { a: eA== }\n';
    expect(redactSource(text)).to.include('data: { a: (hidden) }').and.not.to.match(/Sword|eA==/);
  });

  it('hides settings of a ConfigMap that are called like secrets, and the secret part of commands', () => {
    expect(redactSource('kind: ConfigMap\ndata:\n  DB_PASSWORD: abc\n  host: db\n  key: shown\n  url: mysql://me:abc@db/x\n')).to.equal('kind: ConfigMap\ndata:\n  DB_PASSWORD: (hidden)\n  host: db\n  key: shown\n  url: mysql://me:(hidden)@db/x\n');
    expect(redactSource('kind: Pod\ncommand: [mysql, -uroot, -pabc, --password, def]\nenv: [{ name: A_PASSWORD_FILE, value: /run/a }]\n')).to.equal('kind: Pod\ncommand: [mysql, -uroot, -p(hidden), --password, (hidden)]\nenv: [{ name: A_PASSWORD_FILE, value: /run/a }]\n');
  });

  it('hides no mount and no volume that is called like a secret', () => {
    const text = 'kind: Pod\nspec:\n  volumes: [{ name: secret-files, secret: { secretName: db } }]\n  containers: [{ name: token-server, volumeMounts: [{ name: secret-files, mountPath: /secret }] }]\n';
    expect(redactSource(text)).to.equal(text);
  });
});
