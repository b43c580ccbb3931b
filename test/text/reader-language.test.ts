import { expect } from 'chai';
import { languageOf, readersLanguage } from '../../harness/text/reader-language.ts';

describe("the reader's language", () => {
  it('is what the environment asks for, by the first variable that is set', () => {
    expect(languageOf({ LANG: 'ja_JP.UTF-8' })).to.equal('ja');
    expect(languageOf({ LC_MESSAGES: 'ja_JP.UTF-8', LANG: 'C' })).to.equal('ja');
    expect(languageOf({ LC_ALL: 'C', LANG: 'ja_JP.UTF-8' })).to.equal('en');
    expect(languageOf({ LC_ALL: '', LANG: 'ja_JP.UTF-8' })).to.equal('ja');
    expect(languageOf({})).to.equal('en');
  });

  it('is what --lang says, whatever the environment', () => {
    expect(readersLanguage(['02', '--lang', 'ja'], {})).to.equal('ja');
    expect(readersLanguage(['--lang=en'], { LANG: 'ja_JP.UTF-8' })).to.equal('en');
  });

  it('is the environment\'s where --lang says nothing that can be spoken', () => {
    expect(readersLanguage(['--lang', 'fr'], { LANG: 'ja_JP.UTF-8' })).to.equal('ja');
    expect(readersLanguage(['--lang'], {})).to.equal('en');
  });
});
