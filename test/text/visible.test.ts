import { styleText } from 'node:util';
import { expect } from 'chai';
import { visible, visibleName } from '../../harness/text/visible.ts';

describe('what strangers have written, in a terminal', () => {
  it('does not act on it: no cursor, no title, no other direction, no carriage return', () => {
    expect(visible('a\u001B]0;title\u0007b\u001B[2Jc\rd\u202Ee\u009B2Jf\0')).to.equal('a\\u001b]0;title\\u0007b\\u001b[2Jc\\u000dd\\u202ee\\u009b2Jf\\u0000');
    expect(visible('\u001B[8mhidden\u001B[5m')).to.equal('\\u001b[8mhidden\\u001b[5m');
  });

  it('keeps our own colours, lines, tabs and letters', () => {
    const text = `${styleText(['green', 'bold'], '✔ 日本語', { validateStream: false })}\n\tnext ${styleText('dim', 'x', { validateStream: false })}`;
    expect(visible(text)).to.equal(text);
  });

  it('is no command to GitHub Actions where a line begins with one', () => {
    expect(visible('said\n::stop-commands::x\n  ::add-mask::e\n##[error]x\na::b')).to.equal('said\n\\::stop-commands::x\n  \\::add-mask::e\n\\##[error]x\na::b');
  });

  it('stays on one line as the name of a file', () => {
    expect(visibleName('a\n::error::b\u001B[31m.yaml')).to.equal('a\\u000a::error::b\\u001b[31m.yaml');
  });
});
