import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readFolder } from '../../../harness/manifests/load.ts';
import { lookalikes, oddLetterIn } from '../../../harness/manifests/reading/lookalikes.ts';
import type { Failure } from '../../../harness/verdict/results.ts';

const head = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: counter\n';

describe('letters that only look right', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'lookalikes-'));
    mkdirSync(join(dir, 'a'));
  });
  afterEach(() => { rmSync(dir, { recursive: true }); });
  const failure = (text: string): Failure | undefined => {
    writeFileSync(join(dir, 'a/x.yaml'), text);
    return readFolder({ dir, folder: 'a', lesson: 'a' }).failures[0]?.failure;
  };

  const slips: [string, string, number, string, string][] = [
    ['a full-width space in the indentation', `${head}spec:\n　 containers:\n    - name: a\n`, 6, 'a full-width space (U+3000) in the indentation at a/x.yaml:6:1', 'インデントに全角スペース (U+3000) があります (a/x.yaml:6:1)'],
    ['a full-width space as all of the indentation', `${head}spec:\n　　containers: []\n`, 6, 'a full-width space (U+3000) in the indentation at a/x.yaml:6:1', 'インデントに全角スペース (U+3000) があります (a/x.yaml:6:1)'],
    ['no-break spaces in the indentation', `${head}  labels:\n\u00a0\u00a0\u00a0\u00a0app: x\n`, 6, 'a no-break space (U+00A0) in the indentation at a/x.yaml:6:1', 'インデントにノーブレークスペース (U+00A0) があります (a/x.yaml:6:1)'],
    ['a full-width space after the sign of a list item', `${head}spec:\n  containers:\n    -　name: a\n      image: b\n`, 7, 'a full-width space (U+3000) in the indentation at a/x.yaml:7:6', 'インデントに全角スペース (U+3000) があります (a/x.yaml:7:6)'],
    ['a full-width colon', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name：counter\n', 4, 'a full-width colon (：) after name at a/x.yaml:4:7', 'name の後のコロンが全角 (：) です (a/x.yaml:4:7)'],
    ['a full-width colon beside others', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name：counter\n  labels: { a: b }\n', 4, 'a full-width colon (：) after name at a/x.yaml:4:7', 'name の後のコロンが全角 (：) です (a/x.yaml:4:7)'],
    ['full-width colons throughout', 'apiVersion：v1\nkind：Pod\nmetadata：\n　name：counter\n', 1, 'a full-width colon (：) after apiVersion at a/x.yaml:1:11, and such characters also in lines 2, 3, 4', 'apiVersion の後のコロンが全角 (：) です (a/x.yaml:1:11)。ほかに 2、3、4 行目にも同様の文字があります'],
    ['a full-width space after a colon', `${head.replace('name: ', 'name:　')}  labels: { a: b }\n`, 4, 'a full-width space (U+3000) after name: at a/x.yaml:4:8', 'name: の後に全角スペース (U+3000) があります (a/x.yaml:4:8)'],
    ['a full-width space before a colon', head.replace('name:', 'name　:'), 4, 'a full-width space (U+3000) after name at a/x.yaml:4:7', 'name の後に全角スペース (U+3000) があります (a/x.yaml:4:7)'],
    ['a long vowel sign for that of a list item', `${head}spec:\n  containers:\n    ー name: a\n      image: b\n`, 7, 'ー where a list item begins with - at a/x.yaml:7:5', 'リスト項目の先頭が半角の - ではなく ー です (a/x.yaml:7:5)'],
    ['a key in full-width letters', 'apiVersion: v1\nｋｉｎｄ: Pod\nmetadata: { name: x }\n', 2, 'the full-width letter ｋ at a/x.yaml:2:1', '文字 ｋ が全角です (a/x.yaml:2:1)'],
  ];
  for (const [what, text, line, observed, japanese] of slips) {
    it(`are told as what they are: ${what}`, () => {
      const told = failure(text);
      expect(told).to.include({ file: 'a/x.yaml', line, observed });
      expect(told?.ja.observed).to.equal(japanese);
      expect(told?.ja.hint).to.contain('日本語入力をオフにして');
    });
  }

  it('may stand in comments, values and block texts', () => {
    expect(failure(`${head}  annotations:\n    about: 名前：数える　ポッド\n    quoted: "　：“”"\n    # 　全角：\n    block: |\n      note：全角\n      　字下げ\n      ー a\n`)).to.equal(undefined);
    expect(lookalikes('a: |\n  note：x\n\n  　x: y\nb：c\n').map(({ line }) => line)).to.deep.equal([5]);
  });

  it('do not take the blame for another mistake further away', () => {
    expect(failure(`${head}  labels:\n    a: b: c\nspec: {}\n\n\nstatus：x\n`)).to.include({ line: 6 });
  });

  it('are found in a value', () => {
    expect(oddLetterIn('counter　')?.en).to.contain('a full-width space (U+3000)');
    expect(oddLetterIn('８０')?.ja).to.contain('半角ではない文字 ８');
    expect(oddLetterIn('counter')).to.equal(undefined);
  });
});
