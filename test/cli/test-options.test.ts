import { expect } from 'chai';
import { defaultJobs, readTestOptions } from '../../harness/cli/test-options.ts';
import type { TestOptions } from '../../harness/run/test-options.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { checkout } from '../../harness/process/checkout.ts';
import { lessonsBegun } from '../../harness/scaffold/lesson-parts.ts';

function read(...args: string[]): TestOptions {
  const options = readTestOptions(args, {}, '/home/me');
  if ('text' in options) throw new Error('help was not asked for');
  return options;
}

function helpIn(lang: 'en' | 'ja'): string {
  const answer = readTestOptions(['--help'], { LANG: lang });
  if (!('text' in answer)) throw new Error('there is no help');
  return answer.text;
}

function refusal(...args: string[]): EnvironmentError {
  try {
    read(...args);
  } catch (error) {
    if (error instanceof EnvironmentError) return error;
    throw error;
  }
  throw new Error(`${args.join(' ')} was not refused`);
}

describe('the options of npm test', () => {
  it('asks for everything by default', () => {
    expect(read()).to.deep.include({ lessons: [], keep: false, fresh: false, report: '/home/me/report', language: 'en' });
  });

  it('takes lessons and options in any order', () => {
    expect(read('02-logging', '--keep', '--jobs', '3', '04', '--manifests', 'mine', '--ingress', 'http://10.0.0.1:80/')).to.deep.include(
      { lessons: ['02-logging', '04'], keep: 'all', jobs: 3, manifests: '/home/me/mine', ingress: 'http://10.0.0.1:80' });
  });

  it('keeps what failed where no lesson is named: all of them have no room on a cluster', () => {
    expect(read('--keep')).to.deep.include({ lessons: [], keep: 'failed' });
  });

  it('lets all tests decide about our own folder, and the promise alone about another one', () => {
    expect(read().level).to.equal('production');
    expect(read('--manifests', 'mine').level).to.equal('promise');
    expect(read('--manifests', 'mine', '--level', 'production').level).to.equal('production');
    expect(read('--level', 'promise').level).to.equal('promise');
    expect(refusal('--level', 'prod').message).to.include('Use promise or production.');
  });

  it('refuses an unknown option, says what was meant and where to look', () => {
    const error = refusal('--manifest', 'x');
    expect(error.message).to.equal("unknown option '--manifest' (Did you mean --manifests?)");
    expect(error.hint).to.equal('npm test -- --help explains what can be given.');
  });

  it('refuses values that make no sense', () => {
    expect(refusal('--jobs', '0').message).to.include("'0' is invalid. It must be a whole number from 1 to 32.");
    expect(refusal('--jobs').message).to.include('argument missing');
    expect(refusal('--grep', '(').message).to.match(/argument '\(' is invalid\. .*Unterminated group/);
    expect(refusal('--grep', '(\\w*\\s*)*!').message).to.equal('the pattern (\\w*\\s*)*! has not been compared with the titles of a lesson within 2 s');
    expect(refusal('--ingress', 'localhost').message).to.include('It must be an address such as');
    expect(refusal('--ingress', 'http://me:secret@host').message).to.include('would end up in reports');
    expect(refusal('--lang', 'fr').message).to.include('Use en or ja.');
    expect(refusal('--manifests', '').message).to.include('It is empty.');
  });

  it('does not recreate a cluster that is not ours', () => {
    expect(refusal('--context', 'prod', '--fresh').message).to.equal('the cluster that --context names was not created by this project and is not recreated');
  });

  it('answers --help with all that one needs to know', () => {
    const help = helpIn('en');
    expect(help).to.include('Usage: npm test -- [options] [lesson...]');
    expect(help).to.match(/Lessons:\n(?: +\d\d-[a-z-]+\n)+/);
    for (const lesson of lessonsBegun(checkout)) expect(help).to.include(`  ${lesson}\n`);
    expect(help).to.match(/Exit codes:\n +0 +all passed\n/);
    expect(help).to.match(/--report <dir> +where the results are written \(default: report\)/);
    for (const part of ['Examples:', 'Environment variables:', '130', 'CNDJP_CLUSTER', 'NO_COLOR']) expect(help).to.include(part);
  });

  it('answers --help in Japanese to those who read Japanese', () => {
    const help = helpIn('ja');
    expect(help).to.include('使い方: npm test -- [オプション] [レッスン...]');
    expect(help).to.match(/終了コード:\n +0 +すべて合格\n/);
    expect(help).to.match(/--report <dir> +結果を書き込むフォルダー \(デフォルト: report\)/);
    expect(help).to.not.match(/Usage|Options|Arguments|default|display/);
  });

  it('says in Japanese what it cannot understand', () => {
    const { message, hint } = refusal('--lang', 'ja', '--langg').texts;
    expect(message.ja).to.equal("'--langg' というオプションはありません(--lang ではありませんか?)");
    expect(hint.ja).to.equal('指定できるものは npm test -- --help で確認できます。');
    expect(refusal('--jobs', '0').texts.message.ja).to.equal("オプション '--jobs <n>' の値 '0' は使えません。1 から 32 までの整数を指定してください");
    expect(refusal('--jobs').texts.message.ja).to.equal("オプション '--jobs <n>' に値がありません");
  });

  it('runs two lessons side by side on small machines', () => {
    expect([1, 2, 4, 8, 64].map(defaultJobs)).to.deep.equal([2, 2, 2, 4, 4]);
  });
});
