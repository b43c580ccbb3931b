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

  it('has names in it, and a file system of a size', async () => {
    expect(await file('/etc/x', { stdout: 'b\na b\n' }).names()).to.deep.equal(['a b', 'b']);
    expect(await file('/empty', { stdout: '' }).names()).to.deep.equal([]);
    expect(await file('/memory', { stdout: '4096 256\n' }).capacity()).to.equal(2 ** 20);
    expect(ran).to.deep.equal([['ls', '-1', '/etc/x'], ['ls', '-1', '/empty'], ['stat', '-f', '-c', '%S %b', '/memory']]);
  });

  describe('that changes', () => {
    const changing = (...results: Partial<ExecResult>[]): ContainerFile => new ContainerFile('/etc/x', {
      run: async () => await Promise.resolve({ stdout: '', stderr: '', exitCode: 0, ...(results.length > 1 ? results.shift() : results[0]) }),
      failure: (expected, observed, more) => new LessonFailure({ expected, observed, object: more?.blame?.on as 'Pod/p' | undefined ?? 'Pod/q', elapsedMs: 0, ...(more === undefined ? {} : { late: more.late }) }),
    });
    const green = { state: verbatim('green'), fits: (text: string): boolean => text === 'green' };

    it('has its names read until they fit', async () => {
      const names = await changing({}, { stdout: 'a\n' }, {}, { stdout: 'a\nb\n' }).namesWhen({ state: verbatim('two'), fits: (all) => all.length === 2 });
      expect(names).to.deep.equal(['a', 'b']);
      expect(await changing({ stderr: 'No such file or directory', exitCode: 1 }).namesWhen({ state: verbatim('none'), fits: (all) => all.length === 0 })).to.deep.equal([]);
      const failure = await failureFrom(changing({ stdout: 'a\nc\n' }).namesWhen({ state: verbatim('three'), fits: (all) => all.length === 3, within: 0 }));
      expect(failure).to.include({ expected: '/etc/x to hold three within 0 s', observed: 'a, c' });
    });

    it('is read until its content fits, whether or not it was there before', async () => {
      let again = 0;
      const text = await changing({ stderr: "cat: can't open '/etc/x': No such file or directory", exitCode: 1 }, { stdout: 'blue' }, { stdout: 'green' }).when({ ...green, again: async () => { again += 1; await Promise.resolve(); } });
      expect([text, again]).to.deep.equal(['green', 2]);
    });

    it('fails with its last content, of what is to blame', async () => {
      const failure = await failureFrom(changing({ stdout: 'blue' }).when({ ...green, within: 300, blame: { on: 'Pod/p' } }));
      expect(failure).to.include({ object: 'Pod/p', expected: '/etc/x to hold green within 0.3 s', observed: '"blue"', late: true });
      expect(failure.ja.expected).to.equal('0.3 秒以内に /etc/x の内容が条件を満たすこと: green');
      expect((await failureFrom(changing({ stderr: "cat: can't open '/etc/x': No such file or directory", exitCode: 1 }).when({ ...green, within: 0 }))).observed).to.equal('no such file');
    });
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
