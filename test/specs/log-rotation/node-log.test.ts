import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { ContainerFile, type FileSurroundings } from '../../../harness/access/files.ts';
import type { Given, Pod } from '../../../harness/lesson/given.ts';
import { verbatim } from '../../../harness/text/language.ts';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import { filesOf, isCompressed, NodeLog, rotation } from '../../../specs/log-rotation/node-log.ts';
import { runToEnd } from '../../../harness/process/run-command.ts';
import { failureFrom } from '../../objects/fake-scope.ts';

const [oldest, rotated] = ['0.log.20261126-101109.gz', '0.log.20261126-101112'];

/** A node with folders and what programs print there, each as it is at one look after the other. */
function onNode(folders: Record<string, string[][]>, printing: Record<string, string[]> = {}): Given {
  const next = <Look>(looks: Look[] | undefined): Look | undefined => (looks !== undefined && looks.length > 1 ? looks.shift() : looks?.[0]);
  const run = async ([program = '', ...args]: readonly string[]): Promise<{ stdout: string; stderr: string; exitCode: number }> => {
    const looks = folders[args.at(-1) ?? ''];
    const names = program === 'ls' ? next(looks) : looks?.[0];
    const stdout = ['ls', 'stat'].includes(program) ? (names?.[0] === 'gone' ? undefined : names?.join('\n')) : next(printing[program === 'sh' ? args.slice(3, 5).join(' ') : [program, ...args].join(' ')]);
    return await Promise.resolve(stdout === undefined ? { stdout: '', stderr: 'No such file or directory', exitCode: 1 } : { stdout, stderr: '', exitCode: 0 });
  };
  const failure: FileSurroundings['failure'] = (expected, observed) => new LessonFailure({ expected, observed, object: 'Node/worker', elapsedMs: 0 });
  return { node: () => ({ run, file: (path: string) => new ContainerFile(path, { run, failure }) }) } as unknown as Given;
}

const pod = { name: 'web', uid: '12-34', node: 'worker', object: { metadata: { namespace: 'shop' } } } as unknown as Pod;
const folder = '/var/log/pods/shop_web_12-34/app';

describe('the log files of a container on its node', () => {
  it('are those of one life, the oldest first, the one that grows last; what the kubelet is just compressing does not count', () => {
    expect(filesOf('0.log', ['0.log', rotated, `${rotated}.tmp`, oldest, '1.log', '10.log'])).to.deep.equal([oldest, rotated, '0.log']);
    expect(filesOf('1.log', ['0.log', '1.log', '11.log'])).to.deep.equal(['1.log']);
  });

  it('tell by their names when they were rotated, and whether they are compressed', () => {
    expect([oldest, rotated, '0.log'].map(rotation)).to.deep.equal(['20261126-101109', '20261126-101112', '']);
    expect([oldest, rotated, '0.log'].map(isCompressed)).to.deep.equal([true, false, false]);
  });

  const printed = (names: string, body: string, after = names): string => `## ${names}\n${body}## ${after}\n`;

  it('are read as they are, with the lines that the node has left out as they count up', async () => {
    const given = onNode({}, { [`${folder} 0.log`]: [printed(`${oldest} ${rotated} 0.log`, `#${oldest}\na\nb\n=4\n#${rotated}\n1 stdout F line 7 x\n~\n2 stdout F line 10 x\n=99\n#0.log\n=0\n`)], [`cat ${folder}/0.log`]: ['d\nhal'] });
    expect(await new NodeLog(given, pod, 'app').all('line')).to.deep.equal([
      { name: oldest, lines: ['a', 'b'], bytes: 4 }, { name: rotated, lines: ['1 stdout F line 7 x', '1 stdout F line 8', '1 stdout F line 9', '2 stdout F line 10 x'], bytes: 99 }, { name: '0.log', lines: [], bytes: 0 },
    ]);
    expect(await new NodeLog(given, pod, 'app').lines()).to.deep.equal(['d']);
    expect(await new NodeLog(given, pod, 'app', 1).lines()).to.equal(undefined);
  });

  it('are read again when they were rotated meanwhile', async () => {
    const given = onNode({}, { [`${folder} 0.log`]: [printed('0.log', '#0.log\n=0\n', `${rotated} 0.log`), printed(`${rotated} 0.log`, `#${rotated}\nc\n=2\n#0.log\nd\n=2\n`)] });
    expect((await new NodeLog(given, pod, 'app').all('line'))?.map(({ name }) => name)).to.deep.equal([rotated, '0.log']);
  });

  it('are read again until they fit', async () => {
    const given = onNode({}, { [`${folder} 0.log`]: [printed('0.log', '#0.log\n=0\n'), printed(`${oldest} 0.log`, `#${oldest}\nc\n=2\n#0.log\nd\n=2\n`)] });
    const isThere = (name: string) => (files: { name: string }[]) => files.some((file) => file.name === name);
    expect((await new NodeLog(given, pod, 'app').all('line', isThere(oldest)))?.map(({ name }) => name)).to.deep.equal([oldest, '0.log']);
    expect(await new NodeLog(given, pod, 'app').all('line', isThere(rotated))).to.equal(undefined);
  });

  it('are condensed on the node itself: lines that count up, but no others', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'node-log-'));
    try {
      const cri = (text: string, stream = 'stdout', tag = 'F'): string => `2026-11-26T10:11:09Z ${stream} ${tag} ${text}`;
      const old = [cri('line 1 a'), cri('line 2 a'), cri('line 3 a'), cri('line 4 a'), cri('line 6'), cri('line 7'), cri('line 8', 'stdout', 'P'), cri('…')];
      const now = ['# heading', 'line nine', 'line 9', 'line 10', 'line 11', 'line 12b', 'line 13', 'line 14'].map((text) => cri(text));
      writeFileSync(join(dir, '0.log.20261126-101109.gz'), gzipSync(`${old.join('\n')}\n`));
      writeFileSync(join(dir, '0.log.20261126-101112.tmp'), 'half');
      writeFileSync(join(dir, '0.log'), `${now.join('\n')}\n2026-11-26T10:1`);
      const here = { node: () => ({ run: async ([program = '', ...args]: readonly string[]) => await runToEnd(program, args.with(3, dir), { deadlineMs: 10_000 }) }) } as unknown as Given;
      const files = await new NodeLog(here, pod, 'app').all('line');
      const bytes = (lines: readonly string[]): number => Buffer.byteLength(lines.join('\n')) + 1;
      expect(files?.map((file) => ({ ...file, lines: file.lines.map((line) => line.split(' ').slice(3).join(' ')) }))).to.deep.equal([
        { name: '0.log.20261126-101109.gz', lines: ['line 1 a', 'line 2', 'line 3', 'line 4 a', 'line 6', 'line 7', 'line 8', '…'], bytes: bytes(old) },
        { name: '0.log', lines: ['# heading', 'line nine', 'line 9', 'line 10', 'line 11', 'line 12b', 'line 13', 'line 14'], bytes: bytes(now) },
      ]);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('are not told where each look finds others', async () => {
    expect(await new NodeLog(onNode({}, { [`${folder} 0.log`]: [printed('0.log', '', rotated)] }), pod, 'app').all('line')).to.equal(undefined);
  });

  it('are waited for', async () => {
    const given = onNode({ [folder]: [['0.log'], [rotated, '0.log', '1.log']] });
    expect(await new NodeLog(given, pod, 'app').when(verbatim('rotated'), 5_000, { on: 'Pod/web' }, (names) => names.length > 1)).to.deep.equal([rotated, '0.log']);
    const failure = await failureFrom(new NodeLog(onNode({ [folder]: [['0.log']] }), pod, 'app').when(verbatim('rotated'), 0, { on: 'Pod/web' }, (names) => names.length > 1));
    expect(failure).to.include({ expected: `${folder} to hold rotated within 0 s`, observed: '0.log' });
  });

  it('are gone when none of any life is left, whether the folder is still there or not', async () => {
    for (const looks of [[['0.log', '1.log'], []], [['0.log'], ['0.log'], ['gone']]]) await new NodeLog(onNode({ [folder]: looks }), pod, 'app').removed(verbatim('gone'), 5_000, { on: 'Pod/web' });
    expect((await failureFrom(new NodeLog(onNode({ [folder]: [['1.log']] }), pod, 'app').removed(verbatim('gone'), 0, { on: 'Pod/web' }))).observed).to.equal('1.log');
  });
});
