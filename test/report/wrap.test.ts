import { expect } from 'chai';
import stringWidth from 'string-width';
import { cut, hang } from '../../harness/report/wrap.ts';

describe('hang', () => {
  it('breaks between words and begins further lines where the text does', () => {
    expect(hang('  hint  ', 'Mount the volume `varlog` in the sidecar as well.', 32)).to.equal('  hint  Mount the volume\n        `varlog` in the sidecar\n        as well.');
  });

  it('leaves a word in one piece that is wider than the terminal', () => {
    const path = 'manifests/06-rolling-update/koa-sample-ap.yaml:104';
    expect(hang('', `see ${path} there`, 30)).to.equal(`see\n${path}\nthere`);
  });

  it('breaks nothing where there is no width', () => {
    const text = 'word '.repeat(100).trimEnd();
    expect(hang('> ', text, Infinity)).to.equal(`> ${text}`);
    expect(hang('> ', 'one\ntwo', Infinity), 'lines of the text itself').to.equal('> one\n  two');
  });

  it('breaks Japanese between words, by its width, and begins no line with a full stop', () => {
    const lines = hang('ヒント  ', 'ボリューム `varlog` を 3 つのコンテナすべての /var/log にマウントしてください。', 34).split('\n');
    expect(lines.length).to.be.greaterThan(2);
    for (const line of lines) {
      expect(stringWidth(line)).to.be.at.most(34);
      expect(line).not.to.match(/^\s*[、。]/);
    }
    expect(lines.join('').replaceAll(' ', ''), 'nothing is lost').to.equal('ヒントボリューム`varlog`を3つのコンテナすべての/var/logにマウントしてください。');
    expect(lines.some((line) => /(コンテ|くださ|してく|すべ)$/.test(line))).to.equal(false);
  });
});

describe('cut', () => {
  it('shortens to the columns of a terminal', () => {
    expect(cut('short', 10)).to.equal('short');
    expect(cut('rather longer', 10)).to.equal('rather lo…');
    expect(stringWidth(cut('順番を待っています', 10))).to.be.at.most(10);
  });
});
