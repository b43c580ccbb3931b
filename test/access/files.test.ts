import { expect } from 'chai';

import { ExecError } from '../../harness/access/exec.ts';
import { verbatim } from '../../harness/text/language.ts';
import type { ExecResult } from '../../harness/access/exec.ts';
import { ContainerFile } from '../../harness/access/files.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { failureFrom } from '../objects/fake-scope.ts';

describe('a file of a container', () => {
  let ran: string[][];
  beforeEach(() => { ran = []; });

  const file = (path: string, result: Partial<ExecResult> | Error): ContainerFile =>
    new ContainerFile(path, {
      run: async (command) => {
        ran.push(command);
        if (result instanceof Error) throw new LessonFailure({ expected: verbatim(''), observed: verbatim('general'), object: 'Pod/p', elapsedMs: 0 }, { cause: result });
        return await Promise.resolve({ stdout: '', stderr: '', exitCode: 0, ...result });
      },
      failure: (expected, observed) => new LessonFailure({ expected, observed, object: 'Pod/p', elapsedMs: 0 }),
    });

  it('is read as it is, without a shell', async () => {
    expect(await file('/etc/a b;$(c)', { stdout: 'one\n' }).text()).to.equal('one\n');
    expect(ran).to.deep.equal([['cat', '/etc/a b;$(c)']]);
  });

  it('has a mode of four digits, that of the file which a link leads to', async () => {
    expect(await file('/etc/tls/key', { stdout: '400\n' }).mode()).to.equal('0400');
    expect(await file('/tmp', { stdout: '1777\n' }).mode()).to.equal('1777');
    expect(ran[0]).to.deep.equal(['stat', '-L', '-c', '%a', '/etc/tls/key']);
  });

  it('has an owner and lies on a file system', async () => {
    expect(await file('/data', { stdout: '1000:2000\n' }).owner()).to.equal('1000:2000');
    expect(await file('/run/x', { stdout: 'tmpfs\n' }).filesystem()).to.equal('tmpfs');
    expect(ran).to.deep.equal([['stat', '-L', '-c', '%u:%g', '/data'], ['stat', '-f', '-c', '%T', '/run/x']]);
  });

  it('is there or not', async () => {
    expect(await file('/a', { stdout: '/a\n' }).exists()).to.equal(true);
    expect(await file('/a', { stderr: "stat: can't stat '/a': No such file or directory\n", exitCode: 1 }).exists()).to.equal(false);
    expect(await file('/a', { stderr: "stat: cannot statx '/a': No such file or directory\n", exitCode: 1 }).exists()).to.equal(false);
  });

  it('is not called absent when it may only not be looked at', async () => {
    const failure = await failureFrom(file('/root/a', { stderr: "stat: can't stat '/root/a': Permission denied\n", exitCode: 1 }).exists());
    expect(failure.observed).to.contain('Permission denied');
  });

  it('fails when it is not there', async () => {
    const failure = await failureFrom(file('/a', { stderr: "cat: can't open '/a': No such file or directory", exitCode: 1 }).text());
    expect(failure).to.include({ expected: '/a to be there and readable', observed: 'no such file' });
    expect(failure.ja.observed).to.equal('ファイルが存在しません');
  });

  it('says which program the image lacks', async () => {
    const refused = new ExecError(verbatim('error executing command in container: OCI runtime exec failed: exec failed: unable to start container process: exec: "stat": executable file not found in $PATH'));
    expect((await failureFrom(file('/a', refused).mode())).observed).to.equal('the image has no program `stat`, with which the file is read');
  });

  it('leaves it to others to say why the container runs nothing', async () => {
    expect((await failureFrom(file('/a', new ExecError(verbatim('container not found'))).mode())).observed).to.equal('general');
  });

  it('must have an absolute path', () => {
    expect(() => file('-c', {})).to.throw('must be absolute: -c');
  });
});
