import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { decode, manifestText } from '../../../harness/manifests/reading/decode.ts';
import { readFolder, type ReadFolder } from '../../../harness/manifests/load.ts';

const pod = 'apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  name: counter\r\n';

/** UTF-16 as PowerShell 5 writes it with `>`. */
function utf16(text: string, order: 'le' | 'be' = 'le', mark = '\uFEFF'): Buffer {
  const bytes = Buffer.from(mark + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

/** Two kanji, read as "a comment" by nobody but their own encoding: 説明 in each. */
const explained = { 'Shift_JIS': [0x90, 0xe0, 0x96, 0xbe, 0x82, 0xc5, 0x82, 0xb7], 'EUC-JP': [0xc0, 0xe2, 0xcc, 0xc0, 0xa4, 0xc7, 0xa4, 0xb9] } as const;

function inEncoding(encoding: keyof typeof explained, before: string, after = '\n'): Buffer {
  return Buffer.concat([Buffer.from(before), Buffer.from(explained[encoding]), Buffer.from(after)]);
}

describe('the bytes of a manifest', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'decode-'));
    mkdirSync(join(dir, 'a'));
  });
  afterEach(() => { rmSync(dir, { recursive: true }); });
  const read = (bytes: Uint8Array): ReadFolder => {
    writeFileSync(join(dir, 'a/x.yaml'), bytes);
    return readFolder({ dir, folder: 'a', lesson: 'a' });
  };

  for (const [form, bytes] of Object.entries({ 'UTF-16 LE': utf16(pod), 'UTF-16 BE': utf16(pod, 'be'), 'UTF-8 with a byte order mark': Buffer.from(`\uFEFF${pod}`) })) {
    it(`are read in ${form}, as kubectl reads them`, () => {
      const { manifests, failures, notes } = read(bytes);
      expect([failures, notes]).to.deep.equal([[], []]);
      expect(manifests[0]?.id).to.equal('Pod/counter');
      expect(manifests[0]?.at('metadata.name')).to.deep.equal({ file: 'a/x.yaml', line: 4 });
      expect(manifestText(join(dir, 'a/x.yaml'))).to.equal(pod);
    });
  }

  for (const encoding of ['Shift_JIS', 'EUC-JP'] as const) {
    it(`are named where values are in ${encoding}`, () => {
      const { failures } = read(inEncoding(encoding, `${pod}  annotations:\n    about: `));
      expect(failures[0]?.failure).to.include({ object: 'File/a/x.yaml', line: 6, observed: `letters in ${encoding}`, expected: 'a text in UTF-8, or in UTF-16 with a byte order mark' });
      expect(failures[0]?.failure.hint).to.contain(`iconv -f ${encoding} -t UTF-8`);
      expect(failures[0]?.failure.ja.observed).to.equal(`文字コード ${encoding} の文字`);
    });

    it(`are taken where only comments are in ${encoding}, and that is said`, () => {
      const { manifests, failures, notes } = read(inEncoding(encoding, `${pod}# `));
      expect([manifests[0]?.id, failures]).to.deep.equal(['Pod/counter', []]);
      expect(notes.map(({ en }) => en)).to.deep.equal([`a/x.yaml is stored in ${encoding}; only its comments have such letters, so it is read. Better save it as UTF-8.`]);
      expect(decode(inEncoding(encoding, '# ')).text).to.equal('# 説明です\n');
    });
  }

  it('are named where they are UTF-16 without a mark, which kubectl does not read either', () => {
    expect(read(utf16(pod, 'le', '')).failures[0]?.failure).to.include({ observed: 'letters in UTF-16', line: 1 });
    expect(decode(utf16(pod, 'be', ''))).to.deep.equal({ text: pod, odd: { encoding: 'UTF-16', line: 1 } });
  });

  it('are named where they are ISO-2022-JP', () => {
    expect(decode(Buffer.from('# \u001B$B@bL@\u001B(B\n'))).to.deep.equal({ text: '# 説明\n', odd: { encoding: 'ISO-2022-JP', line: 1 } });
  });

  it('are said to be no UTF-8 where nobody knows what they are', () => {
    expect(read(Buffer.concat([Buffer.from(`${pod}  labels: { a: caf`), Buffer.from([0xe9]), Buffer.from(' }\n')])).failures[0]?.failure).to.include({ observed: 'letters that are not UTF-8', line: 5 });
  });
});
