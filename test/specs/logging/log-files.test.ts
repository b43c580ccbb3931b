import { expect } from 'chai';
import type { Container } from '../../../harness/lesson/given.ts';
import { verbatim } from '../../../harness/text/language.ts';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import { fileOf, filesOf } from '../../../specs/logging/log-files.ts';
import { streams } from '../../../specs/logging/pods.ts';

const container = (stdout: string): Container => ({ exec: () => Promise.resolve({ stdout, stderr: '', exitCode: 0 }) }) as unknown as Container;

describe('the files of a writer', () => {
  const [first, second] = streams;

  it('are read with their lines, whatever they are called', async () => {
    const files = await filesOf(container('/-/-//data/a b.log\n0: Mon\n1: Tue\n\n/-/-//tmp/empty\n\n'));
    expect(files).to.deep.equal([{ path: '/data/a b.log', lines: ['0: Mon', '1: Tue'] }, { path: '/tmp/empty', lines: [] }]);
    expect(await filesOf(container(''))).to.deep.equal([]);
  });

  it('are not known where the image has nothing to look with', async () => {
    const answers = (exec: () => Promise<unknown>): Container => ({ exec }) as unknown as Container;
    const failure = (observed: string): LessonFailure => new LessonFailure({ expected: verbatim('running'), observed: verbatim(observed), object: 'Pod/p', elapsedMs: 0, hint: verbatim('') });
    expect(await filesOf(answers(() => Promise.resolve({ stdout: '', stderr: '', exitCode: 9 })))).to.equal(undefined);
    expect(await filesOf(answers(() => Promise.reject(failure('exec: "/bin/sh": stat /bin/sh: no such file or directory'))))).to.equal(undefined);
    const ended = failure('container count ended');
    expect(await filesOf(answers(() => Promise.reject(ended))).catch((error: unknown) => error)).to.equal(ended);
  });

  it('belong to the stream whose form their lines have, one of both forms to either', () => {
    const numbered = { path: '/a', lines: ['0: Mon', '1: Tue'] };
    const mixed = { path: '/b', lines: ['Mon INFO 0', '0: Mon'] };
    expect(fileOf(first, [mixed, numbered])).to.equal(numbered);
    expect(fileOf(second, [mixed, numbered])).to.equal(mixed);
    expect(fileOf(second, [numbered, { path: '/c', lines: [] }])).to.equal(undefined);
  });
});
