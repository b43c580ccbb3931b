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

  it('write a Secret in base64 and back, where stringData counts more', () => {
    expect(madeText(`${secret}stringData: { a: x }\ndata: { a: eQ==, b: eg== }\n`, 'Secret-s--stringData--secret-in-base64')).to.include('data:\n  a: eA==\n  b: eg==\n').and.not.to.include('stringData');
    expect(madeText(`${secret}data: { a: eA== }\n`, 'Secret-s--data--secret-as-text')).to.include('stringData:\n  a: x\n').and.not.to.include('\ndata');
  });

  it('leave a ConfigMap alone from which variables are read', () => {
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { a: x }\n---\n';
    expect(idsOf(`${config}${pod}`, 'config-in-base64')).to.have.length(1);
    expect(idsOf(`${config}${pod.replace('image: y', 'image: y, envFrom: [{ configMapRef: { name: c } }]')}`, 'config-in-base64')).to.deep.equal([]);
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
});
