import { expect } from 'chai';
import { verbatim } from '../../../harness/text/language.ts';
import { requireRefusal, requireSuccess } from '../../../specs/security/tried.ts';

const given = { fail: ({ expected, observed }: { expected: { en: string }; observed: { en: string } }) => { throw new Error(`expected ${expected.en}, observed ${observed.en}`); } } as never;
const ends = (exitCode: number, stdout: string, stderr: string): never => ({ exec: () => Promise.resolve({ exitCode, stdout, stderr }) } as never);
const attempt = { what: verbatim('writing to /new'), command: ['touch', '/new'], on: 'Pod/p' as const };
const failureOf = async (promise: Promise<unknown>): Promise<string> => await promise.then(() => 'it passed', (error: unknown) => (error as Error).message);

describe('what a program in a container tries', () => {
  it('is refused by the kernel with the message that is expected', async () => {
    await requireRefusal(given, ends(1, '', 'touch: /new: Read-only file system\n'), attempt, /Read-only file system/);
    expect(await failureOf(requireRefusal(given, ends(1, '', 'touch: not found\n'), attempt, /Read-only file system/))).to.equal('expected the kernel refuses writing to /new: Read-only file system, observed touch: not found');
    expect(await failureOf(requireRefusal(given, ends(0, 'mine\n', ''), attempt, /Read-only file system/))).to.match(/observed that went well: mine$/);
  });

  it('goes well, and says what it has printed', async () => {
    expect(await requireSuccess(given, ends(0, ' 4711\n', ''), attempt)).to.equal('4711');
    expect(await failureOf(requireSuccess(given, ends(1, '', 'cat: Permission denied\n'), attempt))).to.equal('expected the kernel allows writing to /new, observed cat: Permission denied');
  });
});
