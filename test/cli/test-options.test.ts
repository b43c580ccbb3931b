import { expect } from 'chai';
import { defaultJobs, languageOf, readTestOptions } from '../../harness/cli/test-options.ts';
import type { TestOptions } from '../../harness/run/test-options.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';

function read(...args: string[]): TestOptions {
  const options = readTestOptions(args, {}, '/home/me');
  if ('text' in options) throw new Error('help was not asked for');
  return options;
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
      { lessons: ['02-logging', '04'], keep: true, jobs: 3, manifests: '/home/me/mine', ingress: 'http://10.0.0.1:80' });
  });

  it('refuses an unknown option, says what was meant and what there is', () => {
    const error = refusal('--manifest', 'x');
    expect(error.message).to.equal("unknown option '--manifest' (Did you mean --manifests?)");
    expect(error.hint).to.include('--manifests, --context, --ingress, --keep');
  });

  it('refuses values that make no sense', () => {
    expect(refusal('--jobs', '0').message).to.include("'0' is invalid. It is a whole number from 1 to 32.");
    expect(refusal('--jobs').message).to.include('argument missing');
    expect(refusal('--grep', '(').message).to.match(/argument '\(' is invalid\. .*Unterminated group/);
    expect(refusal('--ingress', 'localhost').message).to.include('It is an address such as');
    expect(refusal('--ingress', 'http://me:secret@host').message).to.include('would end up in reports');
    expect(refusal('--lang', 'fr').message).to.include('It is en or ja.');
    expect(refusal('--manifests', '').message).to.include('The folder is empty.');
  });

  it('does not recreate a cluster that is not ours', () => {
    expect(refusal('--context', 'prod', '--fresh').message).to.equal('a cluster named by --context is not ours to recreate');
  });

  it('answers --help', () => {
    expect(readTestOptions(['--help'], {})).to.have.property('text').that.includes('Usage: npm test --');
  });

  it('takes the language from the environment', () => {
    expect(languageOf({ LANG: 'ja_JP.UTF-8' })).to.equal('ja');
    expect(languageOf({ LC_ALL: 'C', LANG: 'ja_JP.UTF-8' })).to.equal('en');
    expect(languageOf({ LC_ALL: '', LANG: 'ja_JP.UTF-8' })).to.equal('ja');
  });

  it('runs two lessons side by side on small machines', () => {
    expect([1, 2, 4, 8, 64].map(defaultJobs)).to.deep.equal([2, 2, 2, 4, 4]);
  });
});
