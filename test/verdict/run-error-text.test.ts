import { expect } from 'chai';
import { runError } from '../../harness/verdict/environment-error.ts';
import { runErrorLine, runErrorLines } from '../../harness/verdict/run-error-text.ts';
import { verbatim } from '../../harness/text/language.ts';

describe('an error around the lessons, for people', () => {
  const error = runError({ en: 'port 80', ja: 'ポート 80' }, { en: 'it is in use', ja: '使用中です' }, { en: 'Choose another.', ja: '別のポートを指定してください。' });

  it('is two lines in the reader\'s language', () => {
    expect(runErrorLines(error, 'en')).to.deep.equal(['port 80: it is in use', '  Choose another.']);
    expect(runErrorLines(error, 'ja')).to.deep.equal(['ポート 80: 使用中です', '  別のポートを指定してください。']);
  });

  it('is one line for a usage error', () => {
    expect(runErrorLine(error, 'en')).to.equal('port 80: it is in use. Choose another.');
    expect(runErrorLine(error, 'ja')).to.equal('ポート 80: 使用中です。別のポートを指定してください。');
  });

  it('names in both languages what is called the same in both', () => {
    const docker = runError('docker', verbatim('no answer'), verbatim('Start it.'));
    expect(docker.ja).to.not.have.property('where');
    expect(runErrorLines(docker, 'ja')[0]).to.equal('docker: no answer');
  });
});
