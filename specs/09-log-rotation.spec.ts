import type { Blame, Container, Given, LogLine, Manifest, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import type { Text } from '../harness/text/language.ts';
import { show } from '../harness/text/show.ts';
import { en } from './09-log-rotation.en.ts';
import { ja } from './09-log-rotation.ja.ts';
import { commandPath, containerPath, runningContainers } from './checks/containers.ts';
import { restartedWithLog } from './checks/restart-one-container.ts';
import { criForm, criLine, parseCri, printedLines, type PrintedLine } from './log-rotation/cri-lines.ts';
import { logLimitsOf, type LogLimits } from './log-rotation/kubelet-limits.ts';
import { isCompressed, NodeLog, rotation, type LogFile } from './log-rotation/node-log.ts';
import { uninterrupted } from './log-rotation/uninterrupted.ts';

const t = catalogue(en, ja);

/** Lines of each stream that the lesson's text asks for. */
const PRINTED = 100;

/** The most that a container runtime puts into one line of its file, in bytes: what containerd and CRI-O do when nothing else is said. */
const PART_BYTES = 16 * 2 ** 10;

/** Milliseconds until a log has been rotated so often as is wanted: the kubelet looks every 3 s, and a busy machine may miss some looks. */
const ROTATED_WITHIN_MS = 45_000;

/** Milliseconds until the files of a container that is gone are removed: its kubelet does so at once, or when it looks again after a minute. */
const REMOVED_WITHIN_MS = 80_000;

/** The copy of printer that is deleted at the beginning: what is left of it then goes while the others are looked at. */
const LEAVING = 'leaving';

const controls = async (given: Given) => {
  const printer = given.manifests.find('Pod', 'printer');
  if (printer !== undefined) await (await given.namespace('control')).apply(printer.named(LEAVING));
};

const numbered = (word: string) => (line: string): number => Number(new RegExp(`^${word} (\\d+)\\b`).exec(line)?.[1] ?? NaN);
const outNumber = numbered('out');
const errNumber = numbered('err');
/** What stands in front of the numbers of talkative. */
const WORD = 'line';
const lineNumber = numbered(WORD);
/** A line in words: what it begins with says which it is. */
const beginning = (line: string): string => show(line.length > 60 ? `${line.slice(0, 60)}…` : line);
/** The first line that has a number: the first of a file may be the rest of one that began in the file before. */
const firstNumbered = (texts: readonly string[]): string | undefined => texts.find((text) => !Number.isNaN(lineNumber(text)));
/** Says when all has come that printer prints: what it prints to one stream may come before what it has printed to the other. */
const hasAll = () => {
  const awaited = new Set(['out', 'err', 'long']);
  return ({ text }: LogLine): boolean => {
    // Whoever follows a log while a long line is being written may get it in parts, the last of which ends as the line does.
    if (text.endsWith(' end')) awaited.delete('long');
    // So may a short line, behind a part of the long one. What the learner lets follow its number is free.
    for (const word of ['out', 'err']) if (new RegExp(`${word} ${PRINTED}\\b`).test(text)) awaited.delete(word);
    return awaited.size === 0;
  };
};
const isLong = (text: string): boolean => text.startsWith('long ') && text.endsWith(' end');

/**
 * The lines of files that follow each other. The container runtime may cut the line that it is writing when a new file
 * begins: its rest then stands first in that file, without the number. It counts as that line where the numbers beside it say
 * that it is missing, and as the rest of the line before where they do not. What the oldest file begins with may be the rest of a
 * line of which nothing else is left.
 */
const joinedAtBorders = (files: readonly LogFile[]): PrintedLine[] => {
  const beginnings = new Set(files.slice(1).map(({ lines: [line = ''] }) => parseCri(line)?.text));
  const joined = printedLines(files.flatMap(({ lines }) => lines.flatMap((line) => parseCri(line) ?? [])));
  return joined.flatMap((line, at) => {
    if (at === 0 && Number.isNaN(lineNumber(line.text))) return [];
    if (!Number.isNaN(lineNumber(line.text)) || !beginnings.has(line.text)) return [line];
    const [before, after] = [joined[at - 1], joined[at + 1]].map((each) => lineNumber(each?.text ?? ''));
    return before !== undefined && after === before + 2 ? [{ ...line, text: `line ${before + 1} … ${line.text}` }] : [];
  });
};

lesson('09-log-rotation', { verifiable: true, sections: { format: 'file', gone: 'rotation', rotation: 'rotation' }, testDeadlineMs: 100_000, light: true, controls }, (given: Given) => {
  const written = (name: string): Manifest => given.manifest('Pod', name);
  /** The container that prints: by the name that the lesson's text gives, or else the first. */
  const printing = (name: string): string => {
    const names = runningContainers(written(name)).map(({ container }) => container.name);
    return names.includes(name) ? name : names[0] ?? name;
  };
  const ready = async (name: string): Promise<Pod> => await given.pod(written(name).name).ready({ starts: 'at once' });
  const onOutput = (name: string, hint: Text) => ({ on: written(name), field: commandPath(written(name), printing(name)), hint }) as const;
  const requireSight = (): void => { if (!given.onOwnCluster) given.skip(t.outOfSight); };
  const restarts = (pod: Pod): number => pod.status(printing(pod.name))?.restartCount ?? 0;
  const logOf = (pod: Pod, life = restarts(pod)): NodeLog => new NodeLog(given, pod, printing(pod.name), life);

  /** What kubectl logs shows of printer now, when it has printed all. */
  const printed = async (hint: Text): Promise<LogLine[]> => {
    const container = (await ready('printer')).container(printing('printer'));
    await container.lines({ until: hasAll(), state: t.allPrinted(PRINTED), within: 20_000, blame: onOutput('printer', hint) });
    return uninterrupted(await container.lines());
  };
  let first: LogLine[] | undefined;
  /** What it has shown of the first container, which prints nothing more. */
  const shown = async (hint: Text): Promise<LogLine[]> => (first ??= await printed(hint));

  /** What the node has of printer, line by line. */
  const kept = async (hint: Text): Promise<PrintedLine[]> => {
    requireSight();
    await shown(hint);
    const log = logOf(await ready('printer'));
    const lines = (await log.lines() ?? []).map((text) => ({ text }));
    given.expect(lines, { ...onOutput('printer', hint), what: t.fileLines(log.newest) }).to.haveLines(1).and.haveLinesLike(criLine, criForm);
    return printedLines(lines.flatMap(({ text }) => parseCri(text) ?? []));
  };
  const startingWith = <Line extends { text: string }>(lines: readonly Line[], word: string): Line[] => lines.filter(({ text }) => text.startsWith(`${word} `));

  test(t.tests.prints, { part: 'format', precondition: true, effect: 'reads' }, async () => {
    const lines = await shown(t.hints.prints);
    for (const [word, stream] of [['out', 'stdout'], ['err', 'stderr']] as const) {
      given.expect(startingWith(lines, word), { ...onOutput('printer', t.hints.prints), what: t.linesOf(stream) }).to.haveLines(PRINTED);
    }
  });

  /** What the node had of the pod that was deleted. */
  let left: { log: NodeLog; files: string[]; deletedAt: number } | undefined;
  const leavingBlame = () => ({ on: written('printer'), hint: t.hints.gone }) as const;

  test(t.tests.deleted, { part: 'gone', precondition: true, effect: 'changes' }, async () => {
    const pod = await (await given.namespace('control')).pod(LEAVING).ready({ starts: 'at once' });
    const container = pod.container(printing('printer'));
    await container.lines({ atLeast: 1, blame: onOutput('printer', t.hints.prints) });
    const log = new NodeLog(given, pod, container.name);
    const files = given.onOwnCluster ? await log.names() : undefined;
    await pod.deleted({ graceSeconds: 1 });
    if (files !== undefined) left = { log, files, deletedAt: performance.now() };
    await given.refused({ what: t.deletedLog, code: 404, reason: 'NotFound', ...leavingBlame() }, async () => await container.lines());
  });

  test(t.tests.format, { part: 'format', effect: 'reads' }, async () => {
    const terminal = `${containerPath(written('printer'), printing('printer'))}.tty`;
    const blame = written('printer').get(terminal) === true ? { on: written('printer'), field: terminal, hint: t.hints.terminal } : onOutput('printer', t.hints.streams);
    const lines = await kept(t.hints.streams);
    for (const [word, stream] of [['out', 'stdout'], ['err', 'stderr']] as const) {
      given.expect(startingWith(lines, word).filter((line) => line.stream !== stream), { ...blame, what: t.elsewhere(word, stream) }).to.haveNoLines();
      given.expect(startingWith(lines, word).filter((line) => line.stream === stream), { ...blame, what: t.linesOf(stream) }).to.haveLines(PRINTED);
    }
    const bare = await shown(t.hints.streams);
    await given.mustFail(t.withoutStream, /stdout\|stderr/, () => given.expect(bare, blame).to.haveLinesLike(criLine, criForm));
  });

  test(t.tests.long, { part: 'format', effect: 'reads' }, async () => {
    const blame = onOutput('printer', t.hints.long);
    const line = (await shown(t.hints.long)).map(({ text }) => text).find(isLong) ?? '';
    given.expect(Buffer.byteLength(line), { ...blame, what: t.length }).to.be.above(PART_BYTES);
    const words = line.split(/\s+/).slice(1, -1).map((text) => ({ text }));
    given.expect(words, { ...blame, what: t.words('kubectl logs') }).to.countUpFrom(1, Number);
    const all = await kept(t.hints.long);
    const inFile = all.find(({ text }) => isLong(text));
    given.expect(inFile?.text === line, { ...blame, what: t.joined }).to.equal(true);
    const parts = inFile?.parts ?? [];
    given.expect(parts.length, { ...blame, what: t.parts }).to.equal(Math.ceil(Buffer.byteLength(line) / PART_BYTES));
    given.expect(Math.max(...parts.map((part) => Buffer.byteLength(part))), { ...blame, what: t.longestPart }).to.be.at.most(PART_BYTES);
    // A line that fits is whole.
    given.expect(all.find(({ text }) => outNumber(text) === 1)?.parts.length, { ...blame, what: t.partsOf('out 1') }).to.equal(1);
  });

  test(t.tests.complete, { part: 'format', effect: 'reads' }, async () => {
    const blame = onOutput('printer', t.hints.complete);
    const lines = await shown(t.hints.complete);
    const inFile = given.onOwnCluster ? await kept(t.hints.complete) : undefined;
    for (const [word, number] of [['out', outNumber], ['err', errNumber]] as const) {
      const own = startingWith(lines, word);
      given.expect(own, { ...blame, what: t.shownLines(word) }).to.countUpFrom(1, number);
      if (inFile !== undefined) given.expect(startingWith(inFile, word), { ...blame, what: t.keptLines(word) }).to.startWith(own, t.everyShown).and.haveLines(own.length).and.countUpFrom(1, number);
      await given.mustFail(t.withoutOneLine, /52/, () => given.expect(own.toSpliced(PRINTED / 2, 1), blame).to.countUpFrom(1, number));
      await given.mustFail(t.withOneTwice, /50/, () => given.expect(own.toSpliced(PRINTED / 2, 0, ...own.slice(PRINTED / 2 - 1, PRINTED / 2)), blame).to.countUpFrom(1, number));
    }
  });

  test(t.tests.small, { part: 'format', effect: 'reads' }, async () => {
    const [line] = startingWith(await shown(t.hints.small), 'out');
    const log = logOf(await (requireSight(), ready('printer')));
    given.expect(await log.names(), { ...onOutput('printer', t.hints.small), what: t.filesOnNode }).to.deep.equal([log.newest]);
    given.expect(outNumber(line?.text ?? ''), { ...onOutput('printer', t.hints.small), what: t.firstNumber(show(line?.text ?? '')) }).to.equal(1);
  });

  test(t.tests.previous, { part: 'format', effect: 'changes' }, async () => {
    const blame = { on: written('printer'), field: 'spec.restartPolicy', hint: t.hints.previous } as const;
    const name = printing('printer');
    const running = await ready('printer');
    await given.refused({ what: t.noPrevious, code: 400, message: /previous terminated container/, ...blame }, async () => await running.container(name).lines({ previous: true }));
    const { before: { lines: before, pod }, log } = await restartedWithLog(given, 'printer', name, async () => ({ lines: await shown(t.hints.prints), pod: await ready('printer') }));
    const after = await ready('printer');
    const previous = uninterrupted(log);
    given.expect(previous.map(({ stamp, text }) => ({ text: `${stamp} ${text}` })), { ...blame, what: t.previousLog }).to.startWith(before.map(({ stamp, text }) => ({ text: `${stamp} ${text}` })), t.everyLineBefore);
    given.expect((await printed(t.hints.prints))[0]?.stamp, { ...blame, what: t.stampOfFirst }).to.not.equal(before[0]?.stamp);
    if (!given.onOwnCluster) return;
    const kept = await logOf(after, restarts(pod)).lines();
    // The kubelet may clear away a container that has ended, and its log with it: then kubectl has it no more either.
    if (kept === undefined) await given.refused({ what: t.noPrevious, code: 400, message: /previous terminated container/, ...blame }, async () => await after.container(name).lines({ previous: true }));
    else given.expect(kept.length, { ...blame, what: t.fileLines(`${restarts(pod)}.log`) }).to.be.at.least(previous.length);
    given.expect(await logOf(after).names(), { ...blame, what: t.filesOnNode }).to.deep.equal([`${restarts(after)}.log`]);
  });

  const talkative = async (): Promise<{ container: Container; log: NodeLog; limits: LogLimits }> => {
    requireSight();
    const pod = await ready('talkative');
    return { container: pod.container(printing('talkative')), log: logOf(pod), limits: await logLimitsOf(given, pod.node) };
  };
  const fast = ({ maxSize }: LogLimits) => onOutput('talkative', t.hints.fast(maxSize));
  /** All files of talkative at one moment. */
  const all = async (blame: Blame, fits?: (files: LogFile[]) => boolean): Promise<LogFile[]> => {
    const files = await (await talkative()).log.all(WORD, fits);
    if (files !== undefined) return files;
    // The files of a pod that was ended go with it.
    await ready('talkative');
    return given.fail({ ...blame, expected: t.aMoment, observed: t.rotatedAgain });
  };
  /** Every look at the files of talkative. */
  const looks: string[][] = [];
  const seenRotations = (): number => new Set(looks.flat().map(rotation).filter((each) => each !== '')).size;

  test(t.tests.newest, { part: 'rotation', precondition: true, effect: 'reads' }, async () => {
    const { container, log, limits } = await talkative();
    const blame = onOutput('talkative', t.hints.rotated);
    await log.when(t.aCompressed, ROTATED_WITHIN_MS, fast(limits), (names) => {
      looks.push(names);
      return names.some(isCompressed);
    });
    // What is compressed now was shown before; what kubectl logs shows afterwards begins behind it, as soon as there is a line in the new file.
    const texts = ({ lines }: LogFile): string[] => lines.map((line) => parseCri(line)?.text ?? '');
    const compressed = (await all(blame, (files) => files.some(({ name }) => isCompressed(name)))).filter(({ name }) => isCompressed(name)).flatMap(texts);
    const before = firstNumbered(compressed) ?? compressed[0] ?? '';
    given.measure('firstLineOnNode', lineNumber(before));
    given.expect(lineNumber(before), { ...blame, what: t.firstOnNode(show(before)) }).to.be.at.least(1);
    const shown = await container.lines({ until: ({ text }) => !Number.isNaN(lineNumber(text)), state: t.aNumbered, blame: fast(limits) });
    const shownFirst = firstNumbered(shown.map(({ text }) => text)) ?? shown[0]?.text ?? '';
    given.measure('firstLineShown', lineNumber(shownFirst));
    given.expect(lineNumber(shownFirst), { ...blame, what: t.firstNumber(beginning(shownFirst)) }).to.be.above(lineNumber(before));
    const beginnings = (await all(blame)).filter(({ name }) => !isCompressed(name)).map((file) => lineNumber(firstNumbered(texts(file)) ?? ''));
    given.expect(beginnings, { ...blame, what: t.beginnings }).to.include(lineNumber(shownFirst));
  });

  test(t.tests.limited, { part: 'rotation', effect: 'reads' }, async () => {
    const { log, limits } = await talkative();
    const { maxFiles, maxBytes } = limits;
    const blame = onOutput('talkative', t.hints.limited(maxFiles));
    // So often that there would be one too many, were the oldest not deleted.
    await log.when(t.rotatedTimes(maxFiles), ROTATED_WITHIN_MS, fast(limits), (names) => {
      looks.push(names);
      return seenRotations() >= maxFiles;
    });
    given.measure('rotations', seenRotations());
    given.expect(Math.max(...looks.map((names) => names.length)), { ...blame, what: t.mostFiles }).to.equal(maxFiles);
    const plain = Math.max(...looks.map((names) => names.filter((name) => rotation(name) !== '' && !isCompressed(name)).length));
    given.expect(plain, { ...blame, what: t.mostUncompressed }).to.equal(1);
    for (const { name, bytes } of (await all(blame)).filter(({ name }) => rotation(name) !== '')) given.expect(bytes, { ...blame, what: t.bytesOf(name) }).to.be.at.least(maxBytes);
  });

  test(t.tests.noGap, { part: 'rotation', effect: 'reads' }, async () => {
    const blame = onOutput('talkative', t.hints.noGap);
    const files = await all(blame);
    const lines = joinedAtBorders(files);
    const first = lineNumber(lines[0]?.text ?? '');
    given.measure('linesInAllFiles', lines.length);
    given.expect(lines, { ...blame, what: t.acrossFiles(files.map(({ name }) => name).join(', ')) }).to.countUpFrom(first, lineNumber);
    const withoutOne = lines.toSpliced((files[0]?.lines.length ?? 1) - 1, 1);
    await given.mustFail(t.withoutLastOfFile, new RegExp(String(first + (files[0]?.lines.length ?? 0))), () => given.expect(withoutOne, blame).to.countUpFrom(first, lineNumber));
  });

  test(t.tests.gone, { part: 'gone', effect: 'reads' }, async () => {
    const { log, files, deletedAt } = left ?? given.skip(t.outOfSight);
    given.expect(files, { ...leavingBlame(), what: t.filesBefore }).to.deep.equal([log.newest]);
    await log.removed(t.removed, REMOVED_WITHIN_MS, leavingBlame());
    given.measure('filesRemovedAfterMs', performance.now() - deletedAt);
  });
});
