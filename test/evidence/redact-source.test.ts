import { expect } from 'chai';
import { redactSource } from '../../harness/evidence/redact-source.ts';

describe('redactSource', () => {
  it('hides the values of a Secret and leaves its keys and all lines', () => {
    const text = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: aHVudGVyMg==\nstringData:\n  key: |\n    one\n    two\ntype: Opaque\n';
    expect(redactSource(text)).to.equal('apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: (hidden)\nstringData:\n  key: (hidden)\n\n\ntype: Opaque\n');
  });

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
});
