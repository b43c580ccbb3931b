import type { Given, LogLine, Manifest, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { verbatim, type Text } from '../harness/text/language.ts';
import { LessonFailure } from '../harness/verdict/lesson-failure.ts';
import { en } from './02-logging.en.ts';
import { ja } from './02-logging.ja.ts';
import { commandPath, containerPath } from './checks/containers.ts';
import { restartContainers, restartedWithLog } from './checks/restart-one-container.ts';
import { causeOf, endedContainer, unlessEnded } from './logging/cause.ts';
import { endOf } from './logging/lifetime.ts';
import { linesOf, linesOfForm, linesUntil, logLines } from './logging/lines.ts';
import { fileOf, filesOf } from './logging/log-files.ts';
import { isWithoutStepOne, numberIn, stdoutPod, streams, twoFilesManifest, twoFilesName, writer, type Stream } from './logging/pods.ts';
import { sameTimeIn } from './logging/same-time.ts';
import { usualDelay } from './logging/usual-delay.ts';
import { t as logging } from './logging/texts.ts';
import { withoutShared } from './logging/without-shared.ts';
import { writtenLines } from './logging/written-lines.ts';

const t = catalogue(en, ja);

/** A line is in the stream of its sidecar at most this long after it was written, in milliseconds. */
const WITHIN_MS = 2_000;

/** `tail` without `-n` shows the last ten lines of a file: only a longer one tells that from the whole file. */
const MORE_THAN_TAIL_SHOWS = 11;

/** Lines that `--tail` is asked for. */
const TAIL = 2;

/** The pod of step 2 whose first sidecar does not share the volume: it starts at once, so that it has something to show by then. */
const controls = async (given: Given) => {
  const name = twoFilesName(given.manifests);
  const pod = given.manifests.find('Pod', name);
  if (pod !== undefined) await (await given.namespace('control')).apply(withoutShared(pod, streams[0].sidecar, writer));
};

/** Two sidecars that do not listen to SIGTERM end after 30 s each, one after the other, before they are started again. */
const restartsMs = 150_000;

lesson('02-logging', { light: true, verifiable: true, testDeadlineMs: restartsMs, sections: { stdout: 'one-stream', files: 'two-streams' }, tryIt: ({ kubectl }) => [`${kubectl} logs counter --tail=3`], controls }, (given: Given) => {
  const [stream1, stream2] = streams;

  /** The container of step 1: `kubectl logs counter` shows the only one, or the first. */
  const printing = async () => {
    const pod = await given.pod(stdoutPod).ready({ starts: 'at once' });
    return pod.container(given.manifest('Pod', stdoutPod).get(containerPath(given.manifest('Pod', stdoutPod), writer)) === undefined ? undefined : writer);
  };
  /** Each line says when it was written. */
  const requireTimes = (stream: Stream, lines: readonly LogLine[], manifest: Manifest) => {
    const same = sameTimeIn(stream, lines);
    if (same !== undefined) given.fail({ on: manifest, field: commandPath(manifest, writer), hint: t.hints.times, expected: t.ownTimes, observed: t.sameTime(same.said, same.apartMs) });
  };
  const stdoutBlame = (hint: Text) => ({ on: `Pod/${stdoutPod}`, field: commandPath(given.manifest('Pod', stdoutPod), writer), hint }) as const;

  test(t.tests.prints, { part: 'stdout', precondition: true, effect: 'reads' }, async () => {
    if (isWithoutStepOne(given.manifests)) given.skip(t.noStepOne);
    given.manifest('Pod', stdoutPod);
    const blame = stdoutBlame(t.hints.prints);
    const lines = await linesOf(await printing(), stream1, 3, blame);
    given.expect(lines, blame).to.haveLinesLike(stream1.line, stream1.form).and.countUpFrom(0, numberIn(stream1));
  });

  test(t.tests.tail, { part: 'stdout', effect: 'reads' }, async () => {
    const container = await printing();
    const blame = stdoutBlame(t.hints.prints);
    const all = await linesOf(container, stream1, TAIL + 2, blame);
    const shown = await container.lines({ tail: TAIL });
    given.expect(shown.length, { ...blame, what: t.linesShown(TAIL) }).to.equal(TAIL);
    // Printed meanwhile or not: the last ones are never older than those that were the last before.
    given.expect(numberIn(stream1)(shown[0]?.text ?? ''), { ...blame, what: t.firstOfLast }).to.be.at.least(numberIn(stream1)(all.at(-TAIL)?.text ?? ''));
    requireTimes(stream1, all, given.manifest('Pod', stdoutPod));
  });

  test(t.tests.previous, { part: 'stdout', effect: 'changes' }, async () => {
    const { name } = await printing();
    const { before, log } = await restartedWithLog(given, stdoutPod, name, async () => logLines(await (await printing()).lines()));
    given.expect(logLines(log), stdoutBlame(t.hints.previous)).to.startWith(before, t.everyLineBefore);
  });

  const pod = () => given.pod(twoFilesName(given.manifests)).ready();
  const blame = (stream: Stream, hint: (pod: string, sidecar: string, file: string) => Text) => {
    const manifest = twoFilesManifest(given);
    return { on: manifest, field: commandPath(manifest, stream.sidecar), hint: hint(manifest.name, stream.sidecar, stream.usually) };
  };
  /** Tells what fails in a stream by its cause, looked for in what writes it and in what carries it. */
  const explained = async <T>(stream: Stream, check: () => Promise<T>): Promise<T> => {
    try {
      return await check();
    } catch (error) {
      if (!(error instanceof LessonFailure)) throw error;
      const manifest = twoFilesManifest(given);
      const cause = await unlessEnded(given, manifest, [writer, stream.sidecar], async () => await causeOf(given, manifest, stream));
      if (cause === undefined) throw error;
      return given.fail(cause);
    }
  };
  /** Where the writer keeps the lines of a stream; undefined where that is nowhere to be seen. */
  const pathOf = async (running: Pod, stream: Stream) => fileOf(stream, (await filesOf(running.container(writer))) ?? [])?.path;
  const restartsAtFirst = new Map<string, number>();
  const containers = [writer, ...streams.map(({ sidecar }) => sidecar)];

  test(t.tests.ownStream, { part: 'files', precondition: true, effect: 'reads' }, async () => {
    const manifest = twoFilesManifest(given);
    for (const { sidecar } of streams) {
      const path = containerPath(manifest, sidecar);
      const isNative = !path.startsWith('spec.initContainers') || manifest.get(`${path}.restartPolicy`) === 'Always';
      if (!isNative) given.fail({ on: manifest, field: `${path}.restartPolicy`, hint: t.hints.native, expected: verbatim('Always'), observed: t.notWritten });
    }
    const running = await pod();
    for (const name of containers) running.container(name);
    const shown: LogLine[][] = [];
    for (const stream of streams) {
      const other = stream === stream1 ? stream2 : stream1;
      shown.push(await explained(stream, async () => {
        const lines = await linesOf(running.container(stream.sidecar), stream, 3, blame(stream, t.hints.tail));
        given.expect(linesOfForm(other, lines), blame(stream, t.hints.apart)).to.haveNoLines();
        given.expect(lines, blame(stream, t.hints.tail)).to.countUpFrom(0, numberIn(stream));
        return lines;
      }));
    }
    given.expect(shown[0], blame(stream1, t.hints.apart)).to.shareNoLineWith(shown[1] ?? [], stream2.sidecar);
    for (const name of containers) restartsAtFirst.set(name, await running.container(name).restartCount());
  });

  test(t.tests.complete, { part: 'files', effect: 'reads' }, async () => {
    const running = await pod();
    for (const stream of streams) {
      const file = await pathOf(running, stream);
      const written = file === undefined ? [] : linesOfForm(stream, await writtenLines(running.container(writer), file));
      const shown = await explained(stream, async () => {
        const lines = await linesOf(running.container(stream.sidecar), stream, Math.max(4, written.length), blame(stream, t.hints.tail));
        given.expect(lines, blame(stream, t.hints.tail)).to.startWith(written, t.everyLine(file ?? stream.usually)).and.countUpFrom(0, numberIn(stream));
        return lines;
      });
      requireTimes(stream, shown, twoFilesManifest(given));
    }
  });

  test(t.tests.control, { part: 'files', effect: 'reads' }, async () => {
    // Not `ready`: a sidecar that ends when its file is missing is as good a control as one that waits for it.
    const blind = await (await given.namespace('control')).pod(twoFilesName(given.manifests)).started(stream2.sidecar);
    // The file's line 3 is in the other stream: lines 0 and 1 were written more than the promised 2 s ago.
    await linesOf(blind.container(stream2.sidecar), stream2, 4, blame(stream2, t.hints.tail));
    const unseen = logLines(await blind.container(stream1.sidecar).lines());
    await given.mustFail(t.streamWithoutVolume, /at least 1 lines, observed 0 lines/, () => given.expect(unseen, blame(stream1, t.hints.tail)).to.haveLines(1));
  });

  test(t.tests.goesOn, { part: 'files', effect: 'reads' }, async () => {
    const manifest = twoFilesManifest(given);
    const running = await pod();
    for (const name of containers) {
      const cause = await endedContainer(manifest, running, name, restartsAtFirst.get(name));
      if (cause !== undefined) given.fail(cause);
    }
    const end = await unlessEnded(given, manifest, containers, async () => await endOf(given, manifest, running));
    if (end !== undefined) given.fail(end);
  });

  test(t.tests.once, { part: 'files', level: 'production', effect: 'reads' }, async () => {
    const running = await pod();
    for (const name of containers) {
      const cause = await endedContainer(twoFilesManifest(given), running, name, 0);
      if (cause !== undefined) given.fail({ ...cause, hint: t.hints.once });
    }
  });

  test(t.tests.appStream, { part: 'files', level: 'production', effect: 'reads' }, async () => {
    const manifest = twoFilesManifest(given);
    const lines = logLines(await (await pod()).container(writer).lines());
    given.expect(lines, { on: manifest, field: containerPath(manifest, writer), hint: t.hints.appStream(manifest.name) }).to.haveNoLines();
  });

  test(t.tests.inTime(WITHIN_MS / 1_000), { part: 'files', level: 'production', effect: 'reads' }, async () => {
    const running = await pod();
    for (const stream of streams) {
      const file = await pathOf(running, stream);
      if (file === undefined) given.skip(t.noFile(stream.form));
      const late = blame(stream, (name) => t.hints.late(name, file));
      const delayMs = await usualDelay(running.container(writer), file, running.container(stream.sidecar), late);
      given.measure(`${stream.sidecar}WriteToStreamMs`, delayMs);
      if (delayMs > WITHIN_MS) given.fail({ ...late, expected: t.within(WITHIN_MS), observed: t.took(delayMs) });
    }
  });

  test(t.tests.restart, { part: 'files', level: 'production', effect: 'changes' }, async () => {
    const running = await pod();
    const before = await Promise.all(streams.map(async (stream) => ({
      stream,
      lines: await linesOf(running.container(stream.sidecar), stream, MORE_THAN_TAIL_SHOWS, blame(stream, t.hints.restart)),
    })));
    await restartContainers(given, twoFilesName(given.manifests), streams.map(({ sidecar }) => sidecar));
    const again = await pod();
    for (const { stream, lines } of before) {
      const fault = blame(stream, t.hints.restart);
      const last = lines.at(-1)?.text ?? '';
      // A stream that begins later shows that by its first line: no need to wait for lines that it never shows.
      const shown = await linesUntil(again.container(stream.sidecar), (all) => all.some(({ text }) => numberIn(stream)(text) > numberIn(stream)(last)), logging.lineAfter(last), fault);
      given.expect(shown, fault).to.startWith(lines, t.everyLineBefore).and.countUpFrom(0, numberIn(stream));
    }
  });
});
