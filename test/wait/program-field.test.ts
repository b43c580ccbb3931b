import { expect } from 'chai';
import { isAboutProgram, programField } from '../../harness/wait/program-field.ts';

describe('the program of a container', () => {
  it('is written in args where there are any, or neither', () => {
    expect(programField({ command: ['sh'], args: ['-c', 'true'] })).to.equal('args');
    expect(programField({ args: ['true'] })).to.equal('args');
    expect(programField({ command: ['true'] })).to.equal('command');
    expect(programField({})).to.equal('args');
  });

  it('is what the last words are about where a shell cannot read it, or knows no such command or option, or a program says how it is called', () => {
    for (const words of [
      '/bin/sh: syntax error: unexpected "do"', 'sh: 1: Syntax error: Unterminated quoted string', 'bash: -c: line 2: unexpected EOF while looking for matching `"\'',
      'sh: tial: not found', '/bin/bash: line 1: tial: command not found', 'tial: applet not found', "tail: unrecognized option '--foo'", 'sh: illegal option -q', '/bin/sh: bad substitution',
      "/bin/sh: can't open 'date >> /x/n': No such file or directory", '/bin/sh: -c requires an argument', "tail: option requires an argument -- 'n'", 'Usage: sleep [N]...',
    ]) expect(isAboutProgram(words), words).to.equal(true);
  });

  it('is not when they are about anything else', () => {
    for (const words of ["/bin/sh: can't create /x/n: nonexistent directory", 'Error: Table koa.Member not found', 'ECONNREFUSED', 'cat: /in/x: No such file or directory']) expect(isAboutProgram(words), words).to.equal(false);
  });
});
