import type { Given, LogLine } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { joinTexts, type Text } from '../harness/text/language.ts';
import { en } from './02-logging.en.ts';
import { ja } from './02-logging.ja.ts';
import { describeMounts, mountOf, pathInCommand, shares } from './checks/mounts.ts';
import { sameImageByAnotherName } from './checks/restart-one-container.ts';
import { isTailsNotice, linesOf, linesUntil } from './logging/lines.ts';
import { slowestDelay } from './logging/slowest-delay.ts';
import { t as logging } from './logging/texts.ts';
import { writtenLines } from './logging/written-lines.ts';

const t = catalogue(en, ja);

/** The contract: a line is in the stream of its sidecar at most this long after it was written, in milliseconds. */
const WITHIN_MS = 2_000;

/** `tail` without `-n` shows the last ten lines of a file: only a longer one tells that from the whole file. */
const MORE_THAN_TAIL_SHOWS = 11;

/** The image of every container of the lesson. */
const IMAGE = 'busybox:1.37';

/** The pod without the volume of its first sidecar: it starts at once, so that it has something to show by the last test. */
const controls = async (given: Given) => {
  await (await given.namespace('control')).apply(given.manifest('Pod', 'counter').without('spec.containers[count-log-1].volumeMounts'));
};

lesson('02-logging', { controls }, (given: Given) => {
  const streams = [
    { sidecar: 'count-log-1', file: '/var/log/1.log', line: /^(\d+): \S.*$/, form: '<i>: <date>' },
    { sidecar: 'count-log-2', file: '/var/log/2.log', line: /^\S.* INFO (\d+)$/, form: '<date> INFO <i>' },
  ];
  const [stream1, stream2] = streams as [Stream, Stream];
  type Stream = (typeof streams)[number];

  /** Lines in the stream of one file that only the other file can have. */
  const onlyLike = (other: Stream, own: Stream, lines: LogLine[]) => lines.filter(({ text }) => other.line.test(text) && !own.line.test(text));
  const numberIn = (stream: Stream) => (line: string) => Number(stream.line.exec(line)?.[1]);
  const blame = (stream: Stream, hint: (sidecar: string, file: string) => Text) =>
    ({ on: 'Pod/counter', field: `spec.containers[${stream.sidecar}].args`, hint: hint(stream.sidecar, stream.file) }) as const;
  const late = (stream: Stream) => blame(stream, (_sidecar, file) => t.hints.late(file));
  const counter = () => given.pod('counter').ready({ starts: 'at once' });
  const mountsOf = (container: string) => t.has(container, describeMounts(given.manifest('Pod', 'counter'), container));
  /** A container that ends, or that its liveness probe ends, is started again, and its stream with it. */
  const noneRestarted = async () => {
    const pod = await counter();
    for (const name of ['count', stream1.sidecar, stream2.sidecar]) {
      const trouble = await pod.container(name).trouble();
      const probe = given.manifest('Pod', 'counter').get(`spec.containers[${name}].livenessProbe`) === undefined ? '' : '.livenessProbe';
      if (trouble !== undefined) given.fail({ on: 'Pod/counter', field: `spec.containers[${name}]${probe}`, hint: t.hints.goesOn, expected: t.runsOn(name), observed: trouble });
    }
  };

  test(t.tests.writes, { precondition: true, effect: 'reads' }, async () => {
    const writer = (await counter()).container('count');
    const pod = given.manifest('Pod', 'counter');
    for (const stream of streams) {
      const { file, line, form } = stream;
      const { lines, trouble } = await writtenLines(writer, file, 3, 6);
      const args = { on: pod, field: 'spec.containers[count].args', hint: t.hints.format(file, form) } as const;
      if (lines.length < 3) {
        const fault = mountOf(pod, 'count', file) === undefined ? { on: pod, field: 'spec.containers[count].volumeMounts', hint: t.hints.mount } : args;
        given.fail({ ...fault, expected: t.threeLines(file), observed: joinTexts([t.lines(lines.length), trouble, mountsOf('count')], '; ') });
      }
      given.expect(lines, args).to.haveLinesLike(line, form).and.countUpFrom(0, numberIn(stream));
    }
  });

  test(t.tests.ownStream, { precondition: true, effect: 'reads' }, async () => {
    const running = await counter();
    // One that has ended already will not follow anything.
    await noneRestarted();
    const pod = given.manifest('Pod', 'counter');
    for (const { sidecar, file } of streams) {
      running.container(sidecar);
      const mount = mountOf(pod, 'count', file);
      const shared = { on: pod, hint: t.hints.mount, observed: joinTexts([mountsOf('count'), mountsOf(sidecar)]) } as const;
      if (mount === undefined || !shares(pod, sidecar, mount)) {
        given.fail({ ...shared, field: `spec.containers[${mount === undefined ? 'count' : sidecar}].volumeMounts`, expected: t.sharedVolume(file, sidecar) });
      }
      const followed = pathInCommand(pod, sidecar, file);
      if (followed !== undefined && mountOf(pod, sidecar, followed)?.name !== mount.name) {
        given.fail({ ...shared, field: `spec.containers[${sidecar}].volumeMounts`, expected: t.mountedWhere(mount.name, sidecar, followed) });
      }
    }
    const first = await linesOf(running.container(stream1.sidecar), 3, blame(stream1, t.hints.tail));
    const second = await linesOf(running.container(stream2.sidecar), 3, blame(stream2, t.hints.tail));
    given.expect(onlyLike(stream2, stream1, first), blame(stream1, t.hints.apart)).to.haveNoLines();
    given.expect(onlyLike(stream1, stream2, second), blame(stream2, t.hints.apart)).to.haveNoLines();
    given.expect(first, blame(stream1, t.hints.apart)).to.shareNoLineWith(second, stream2.sidecar);
    await noneRestarted();
  });

  test(t.tests.complete, { effect: 'reads' }, async () => {
    const pod = await counter();
    for (const stream of streams) {
      const { lines: written } = await writtenLines(pod.container('count'), stream.file, 4, 6);
      const shown = await linesOf(pod.container(stream.sidecar), written.length, blame(stream, t.hints.tail));
      given.expect(shown, blame(stream, t.hints.tail)).to.startWith(written, t.everyLine(stream.file)).and.countUpFrom(0, numberIn(stream));
    }
  });

  test(t.tests.appStream, { effect: 'reads' }, async () => {
    const lines = await (await counter()).container('count').lines();
    given.expect(lines, { on: 'Pod/counter', field: 'spec.containers[count]', hint: t.hints.appStream }).to.haveNoLines();
  });

  test(t.tests.inTime(WITHIN_MS / 1_000), { effect: 'reads' }, async () => {
    const pod = await counter();
    for (const stream of streams) {
      const delayMs = await slowestDelay(pod.container('count'), stream.file, pod.container(stream.sidecar), 2, late(stream));
      given.measure(`${stream.sidecar}WriteToStreamMs`, delayMs);
      if (delayMs <= WITHIN_MS) continue;
      given.fail({ ...late(stream), expected: t.within(WITHIN_MS), observed: t.took(delayMs) });
    }
  });

  test(t.tests.restart, { effect: 'changes' }, async () => {
    await noneRestarted();
    const pod = await counter();
    const before = await Promise.all(streams.map(async (stream) => {
      const sidecar = pod.container(stream.sidecar);
      const lines = await linesOf(sidecar, MORE_THAN_TAIL_SHOWS, blame(stream, t.hints.restart));
      return { stream, lines, since: await sidecar.restartCount() };
    }));
    await given.apply(streams.reduce((manifest, { sidecar }) => sameImageByAnotherName(manifest, sidecar, IMAGE), given.manifest('Pod', 'counter')));
    for (const { stream, lines, since } of before) {
      const fault = blame(stream, t.hints.restart);
      const last = lines.at(-1)?.text ?? '';
      const again = (await pod.restarted({ since, blame: fault }, stream.sidecar)).container(stream.sidecar);
      // A stream that begins later shows that by its first line: no need to wait for lines that it never shows.
      const shown = await linesUntil(again, (all) => all.some(({ text }) => numberIn(stream)(text) > numberIn(stream)(last)), logging.lineAfter(last), fault);
      given.expect(shown, fault).to.startWith(lines, t.everyLineBefore).and.countUpFrom(0, numberIn(stream));
    }
  });

  test(t.tests.control, { effect: 'reads' }, async () => {
    // Not `ready`: a sidecar that ends when its file is missing is as good a control as one that waits for it.
    const pod = await (await given.namespace('control')).pod('counter').started(stream2.sidecar);
    // The file's line 3 is in the other stream: lines 0 and 1 were written more than the promised 2 s ago.
    await linesOf(pod.container(stream2.sidecar), 4, blame(stream2, t.hints.tail));
    const unseen = (await pod.container(stream1.sidecar).lines()).filter((line) => !isTailsNotice(line));
    await given.mustFail(t.streamWithoutVolume, /at least 1 lines, observed 0 lines/, () => given.expect(unseen, blame(stream1, t.hints.tail)).to.haveLines(1));
  });
});
