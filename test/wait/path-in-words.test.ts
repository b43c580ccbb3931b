import { expect } from 'chai';
import { hintOfPath, isInVolume } from '../../harness/wait/path-in-words.ts';

describe('a file that the last words of a container are about', () => {
  const container = { volumeMounts: [{ name: 'logs', mountPath: '/in/' }, { name: 'deep', mountPath: '/in/deep', subPath: 'app' }] };
  const hint = (words: string, of: unknown = container): string | undefined => hintOfPath(words, of)?.en;

  it('lies in a volume, under the longest path', () => {
    expect(hint("tail: can't open '/in/c.log': No such file or directory")).to.match(/^\/in\/c\.log lies in the volume logs, mounted at \/in\/:/);
    expect(hint('cat: /in/deep/x: Permission denied')).to.match(/^\/in\/deep\/x lies in the volume deep\/app, mounted at \/in\/deep:/);
  });

  it('is known to lie in a volume or not', () => {
    expect(isInVolume('cat: /in/deep/x: Permission denied', container)).to.equal(true);
    for (const words of ["sh: can't create /state/n: nonexistent directory", 'started with /in/x']) expect(isInVolume(words, container), words).to.equal(false);
    expect(isInVolume('cat: /in/x: Permission denied', {})).to.equal(false);
  });

  it('lies beside all of them', () => {
    expect(hint("sh: can't create /state/n: nonexistent directory")).to.equal('/state/n lies in none of the volumes of the container, which are mounted at /in/, /in/deep: if it is to be in one, compare it with mountPath.');
    expect(hintOfPath('ENOENT: no such file or directory, open /inside/x', container)?.ja).to.include('/inside/x は、コンテナのどのボリューム(マウント先: /in/, /in/deep)の中にもありません');
  });

  it('is not the program that complains', () => {
    expect(hint("/bin/sh: can't create /in/a,/n: nonexistent directory")).to.match(/^\/in\/a,\/n lies in the volume logs/);
    expect(hint('/bin/bash: line 1: /state/n: Permission denied')).to.match(/^\/state\/n lies in none/);
    expect(hint('/in/run.sh: not found'), 'which may be what is missing').to.match(/^\/in\/run\.sh lies in the volume logs/);
    expect(hint("/bin/sh: can't open 'a.log': No such file or directory")).to.equal(undefined);
  });

  it('is looked for in the working directory of the container when no folder is named', () => {
    const words = "tail: can't open 'a.log': No such file or directory";
    expect(hint(words, { ...container, workingDir: '/in' })).to.match(/^\/in\/a\.log lies in the volume logs, mounted at \/in\/:/);
    expect(hint('sh: app/b.log: Permission denied', { ...container, workingDir: '/srv/' })).to.match(/^\/srv\/app\/b\.log lies in none/);
    expect(hint(words), 'it may be any').to.equal(undefined);
  });

  it('is none where they are about something else, or nothing is mounted', () => {
    for (const words of ['started with /in/x', 'connect ECONNREFUSED 10.96.0.1:3306', 'GET http://web/in/x: not found', 'command not found']) expect(hint(words), words).to.equal(undefined);
    expect(hint('cat: /in/x: No such file or directory', {})).to.equal(undefined);
    expect(hintOfPath('cat: /in/x: No such file or directory', undefined)).to.equal(undefined);
  });
});
