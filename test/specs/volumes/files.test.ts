import { expect } from 'chai';
import { ContainerFile } from '../../../harness/access/files.ts';
import type { ExecResult } from '../../../harness/access/exec.ts';
import { failureAbout } from '../../../harness/expect/blame.ts';
import { expectation } from '../../../harness/expect/expectation.ts';
import type { Container, Given } from '../../../harness/lesson/given.ts';
import { verbatim } from '../../../harness/text/language.ts';
import { Files, lineCount, modeIn } from '../../../specs/volumes/files.ts';
import { failureFrom } from '../../objects/fake-scope.ts';
import { podOf, written } from './pods.ts';

const context = { manifestOf: () => undefined };
const given = {
  expect: (actual: unknown, about: Parameters<Given['expect']>[1]) => expectation(context, actual, about),
  fail: (about: Parameters<Given['fail']>[0]) => { throw failureAbout(context, about, about); },
  manifests: { named: () => podOf({ securityContext: { runAsUser: 1000 } }) },
} as unknown as Given;
const blame = { on: 'Pod/p', field: 'spec.volumes[v]', hint: verbatim('Mount it.') } as const;

/** A container in which commands have these results, by the command's text. */
function filesOf(results: Record<string, Partial<ExecResult>>): Files {
  const file = (path: string): ContainerFile => new ContainerFile(path, {
    run: async (command) => await Promise.resolve({ stdout: '', stderr: '', exitCode: 0, ...(results[command.join(' ')] ?? { stderr: `cat: can't open '${path}': No such file or directory`, exitCode: 1 }) }),
    failure: (expected, observed) => failureAbout(context, { on: 'Pod/p', field: 'spec.containers[app]' }, { expected, observed }),
  });
  return new Files(given, { file } as unknown as Container);
}

describe('files in the volumes of a container', () => {
  it('are told of what is to blame for them when they are not there', async () => {
    const failure = await failureFrom(filesOf({}).text('/v/a', blame));
    expect(failure).to.include({ object: 'Pod/p', field: 'spec.volumes[v]', expected: '/v/a to be there and readable', observed: 'no such file', hint: 'Mount it.' });
  });

  it('are told of the user, where that one may not read them', async () => {
    const failure = await failureFrom(filesOf({ 'cat /v/a': { stderr: "cat: can't open '/v/a': Permission denied", exitCode: 1 } }).text('/v/a', blame));
    expect(failure).to.include({ object: 'Pod/p', field: 'spec.securityContext.runAsUser', hint: 'Mount it.' });
  });

  it('are told of a Secret that is to blame, which has no user', async () => {
    const secret = written({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } });
    expect(await failureFrom(filesOf({}).text('/v/a', { on: secret, field: 'stringData', hint: blame.hint }))).to.include({ object: 'Secret/s', field: 'stringData', observed: 'no such file' });
  });

  it('have a text, lines, and a mode', async () => {
    const files = filesOf({ 'cat /v/a': { stdout: 'one\ntwo\n' }, 'stat -L -c %a /v/a': { stdout: '400\n' } });
    await files.requireText('/v/a', 'one\ntwo\n', blame);
    await files.requireLines('/v/a', ['two', 'one'], blame);
    await files.requireMode('/v/a', '0400', blame);
    expect(await failureFrom(files.requireText('/v/a', 'one', blame))).to.include({ expected: 'content of /v/a: "one"', observed: '"one\\ntwo\\n"', field: 'spec.volumes[v]' });
    expect((await failureFrom(files.requireLines('/v/a', ['thre'], blame))).expected).to.include('"thre"');
    expect((await failureFrom(files.requireMode('/v/a', '0440', blame))).observed).to.include('0400');
    expect((await failureFrom(files.requireMode('/v/a', '0256', blame))).hint).to.equal('A mode is written with a 0 in front, or in decimal digits: 256 is the decimal number that is 0400 in octal digits. Write 0256, or 174.');
  });

  it('may be read by the fsGroup of the pod too', () => {
    expect(['0400', '0440', '0644', '0000'].map((mode) => modeIn(podOf({ securityContext: { fsGroup: 2000 } }), mode))).to.deep.equal(['0440', '0440', '0644', '0440']);
    expect(modeIn(podOf({ securityContext: { runAsUser: 1000 } }), '0400')).to.equal('0400');
    expect(modeIn(podOf({}), '0400')).to.equal('0400');
  });

  it('are in memory, of a size, only where they are seen to be', async () => {
    const files = filesOf({ 'stat -f -c %T /m': { stdout: 'tmpfs\n' }, 'stat -f -c %T /d': { stdout: 'ext2/ext3\n' }, 'stat -f -c %T /': { stdout: 'overlayfs\n' }, 'stat -f -c %S %b /m': { stdout: '4096 2\n' } });
    await files.requireInMemory('/m', blame);
    await files.requireSize('/m', 8_192, blame);
    expect((await failureFrom(files.requireInMemory('/d', blame))).observed).to.include('ext2/ext3');
    expect((await failureFrom(files.requireSize('/m', 4_096, blame))).observed).to.include('8192');
    const allInMemory = filesOf({ 'stat -f -c %T /m': { stdout: 'tmpfs\n' }, 'stat -f -c %T /': { stdout: 'tmpfs\n' } });
    expect((await failureFrom(allInMemory.requireInMemory('/m', blame))).expected, 'what cannot be told apart').to.include('/ (tmpfs');
  });

  it('have lines that count without empty ones', () => {
    expect([lineCount(''), lineCount('a\n\nb\n'), lineCount('a')]).to.deep.equal([0, 2, 1]);
  });
});
