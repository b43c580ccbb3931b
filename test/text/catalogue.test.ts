import { expect } from 'chai';
import { catalogue, type Translation } from '../../harness/text/catalogue.ts';
import { joinTexts, mapText, verbatim } from '../../harness/text/language.ts';

const en = {
  late: (seconds: number) => `late by ${seconds} s`,
  missing: 'there is none',
  pods: { leads: (service: string, pods: readonly string[]) => `${service} leads to ${pods.join(' and ')}` },
};
const ja: Translation<typeof en> = {
  late: (seconds) => `${seconds} 秒の遅れ`,
  missing: '存在しません',
  pods: { leads: (service, pods) => `${service} の接続先は ${pods.join(' と ')}` },
};
const t = catalogue(en, ja);

describe('catalogue', () => {
  it('gives a text in both languages, with the values that it is made with', () => {
    expect(t.missing).to.deep.equal({ en: 'there is none', ja: '存在しません' });
    expect(t.late(3)).to.deep.equal({ en: 'late by 3 s', ja: '3 秒の遅れ' });
    expect(t.pods.leads('web', ['a', 'b'])).to.deep.equal({ en: 'web leads to a and b', ja: 'web の接続先は a と b' });
  });

  it('puts a text into a text, each language into its own', () => {
    expect(t.pods.leads('web', [t.missing, 'a'])).to.deep.equal({ en: 'web leads to there is none and a', ja: 'web の接続先は 存在しません と a' });
  });

  it('does not compile where a language lacks a text', () => {
    // @ts-expect-error `missing` and `pods` have no translation
    const incomplete: Translation<typeof en> = { late: (seconds) => `${seconds}` };
    expect(incomplete).to.be.an('object');
  });
});

describe('texts', () => {
  it('are joined without the empty ones', () => {
    expect(joinTexts([t.missing, verbatim(''), 'exit code 1'], '; ')).to.deep.equal({ en: 'there is none; exit code 1', ja: '存在しません; exit code 1' });
  });

  it('are changed alike', () => {
    expect(mapText(t.missing, (text) => text.toUpperCase()).en).to.equal('THERE IS NONE');
  });
});
