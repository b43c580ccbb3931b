import { expect } from 'chai';
import { messageOf, WordedError } from '../../harness/text/worded-error.ts';

describe('messageOf', () => {
  it('is in both languages where the error has both', () => {
    const error = new WordedError({ en: 'late', ja: '遅い' });
    expect(messageOf(error)).to.deep.equal({ en: 'late', ja: '遅い' });
    expect(error.message).to.equal('late');
  });

  it('is what an error of others says, and the text of anything else', () => {
    expect(messageOf(new Error('no route'))).to.deep.equal({ en: 'no route', ja: 'no route' });
    expect(messageOf('odd')).to.deep.equal({ en: 'odd', ja: 'odd' });
  });
});
