import type { Given, LogLine } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { isTailsNotice, linesOf } from './logging/lines.ts';
import { sameImageByAnotherName } from './checks/restart-one-container.ts';
import { describeMounts, mountOf, pathInCommand, shares } from './checks/mounts.ts';
import { slowestDelay } from './logging/slowest-delay.ts';
import { writtenLines } from './logging/written-lines.ts';

/** The contract: a line is in the stream of its sidecar at most this long after it was written, in milliseconds. */
const WITHIN_MS = 2_000;

/** The pod without the volume of its first sidecar: it starts at once, so that it has something to show by the last test. */
const controls = async (given: Given) => {
  await (await given.namespace('control')).apply(given.manifest('Pod', 'counter').without('spec.containers[count-log-1].volumeMounts'));
};

lesson('02-logging', { controls }, (given: Given) => {
  const streams = [
    { sidecar: 'count-log-1', file: '/var/log/1.log', line: /^(\d+): \S.*$/, described: '<i>: <date>' },
    { sidecar: 'count-log-2', file: '/var/log/2.log', line: /^\S.* INFO (\d+)$/, described: '<date> INFO <i>' },
  ];
  const [stream1, stream2] = streams as [Stream, Stream];
  type Stream = (typeof streams)[number];

  /** Lines in the stream of one file that only the other file can have. */
  const onlyLike = (other: Stream, own: Stream, lines: LogLine[]) => lines.filter(({ text }) => other.line.test(text) && !own.line.test(text));
  const blame = (stream: Stream, hint: string) =>
    ({ on: 'Pod/counter', field: `spec.containers[${stream.sidecar}].args`, hint }) as const;
  const counter = () => given.pod('counter').ready({ starts: 'at once' });
  const control = () => given.namespace('control');
  /** A container that ends, or that its liveness probe ends, is started again, and its stream with it. */
  const noneRestarted = async () => {
    const pod = await counter();
    for (const name of ['count', stream1.sidecar, stream2.sidecar]) {
      const trouble = await pod.container(name).trouble();
      const probe = given.manifest('Pod', 'counter').get(`spec.containers[${name}].livenessProbe`) === undefined ? '' : '.livenessProbe';
      if (trouble !== '') given.fail({ on: 'Pod/counter', field: `spec.containers[${name}]${probe}`, hint: 'goes-on', expected: `container ${name} to run on from its first start`, observed: trouble });
    }
  };

  test('writes two log files, a line each second, numbered from 0', { precondition: true, effect: 'reads' }, async () => {
    const writer = (await counter()).container('count');
    const pod = given.manifest('Pod', 'counter');
    for (const { file, line, described } of streams) {
      const { lines, trouble } = await writtenLines(writer, file, 3, 6);
      const args = { on: pod, field: 'spec.containers[count].args', hint: 'format' } as const;
      if (lines.length < 3) {
        const blame = mountOf(pod, 'count', file) === undefined ? { on: pod, field: 'spec.containers[count].volumeMounts', hint: 'complete' } : args;
        const seen = [`${lines.length} lines`, ...(trouble === '' ? [] : [trouble]), `count has ${describeMounts(pod, 'count')}`].join('; ');
        given.fail({ ...blame, expected: `three lines in ${file} of container count after a few seconds`, observed: seen });
      }
      given.expect(lines, args).to.haveLinesLike(line, described).and.countUpFrom(0, (text) => Number(line.exec(text)?.[1]));
    }
  });

  test('gives each log file a stream of its own', { precondition: true, effect: 'reads' }, async () => {
    const running = await counter();
    // One that has ended already will not follow anything.
    await noneRestarted();
    const pod = given.manifest('Pod', 'counter');
    for (const { sidecar, file } of streams) {
      running.container(sidecar);
      const mount = mountOf(pod, 'count', file);
      const shared = { on: pod, hint: 'complete', observed: `count has ${describeMounts(pod, 'count')}, ${sidecar} has ${describeMounts(pod, sidecar)}` } as const;
      if (mount === undefined || !shares(pod, sidecar, mount)) {
        given.fail({ ...shared, field: `spec.containers[${mount === undefined ? 'count' : sidecar}].volumeMounts`, expected: `${file} in a volume that count and ${sidecar} share` });
      }
      const followed = pathInCommand(pod, sidecar, file);
      if (followed !== undefined && mountOf(pod, sidecar, followed)?.name !== mount.name) {
        given.fail({ ...shared, field: `spec.containers[${sidecar}].volumeMounts`, expected: `the volume ${mount.name} mounted where ${sidecar} looks for ${followed}` });
      }
    }
    const first = await linesOf(running.container(stream1.sidecar), 3, blame(stream1, 'complete'));
    const second = await linesOf(running.container(stream2.sidecar), 3, blame(stream2, 'complete'));
    given.expect(onlyLike(stream2, stream1, first), blame(stream1, 'apart')).to.haveNoLines();
    given.expect(onlyLike(stream1, stream2, second), blame(stream2, 'apart')).to.haveNoLines();
    given.expect(first, blame(stream1, 'apart')).to.shareNoLineWith(second, stream2.sidecar);
    await noneRestarted();
  });

  test('shows each file complete from its first line, in order, each line once', { effect: 'reads' }, async () => {
    const pod = await counter();
    for (const stream of streams) {
      const { lines: written } = await writtenLines(pod.container('count'), stream.file, 4, 6);
      const shown = await linesOf(pod.container(stream.sidecar), written.length, blame(stream, 'complete'));
      given.expect(shown, blame(stream, 'complete')).to.startWith(written, `every line of ${stream.file}`);
      given.expect(shown, blame(stream, 'complete')).to.countUpFrom(0, (line) => Number(stream.line.exec(line)?.[1]));
    }
  });

  test('leaves the stream of the app container itself empty', { effect: 'reads' }, async () => {
    const lines = await (await counter()).container('count').lines();
    given.expect(lines, { on: 'Pod/counter', field: 'spec.containers[count]', hint: 'app-stream' }).to.haveNoLines();
  });

  test('shows a line within 2 s of its being written', { effect: 'reads' }, async () => {
    const pod = await counter();
    for (const stream of streams) {
      const delayMs = await slowestDelay(pod.container('count'), stream.file, pod.container(stream.sidecar), 2, blame(stream, 'late'));
      given.measure(`${stream.sidecar}WriteToStreamMs`, delayMs);
      if (delayMs <= WITHIN_MS) continue;
      given.fail({ ...blame(stream, 'late'), expected: `a line in the stream within ${WITHIN_MS} ms of being written`, observed: `${delayMs} ms` });
    }
  });

  test('starts the stream again when the sidecar is restarted, and loses nothing', { effect: 'changes' }, async () => {
    await noneRestarted();
    const pod = await counter();
    const sidecar = pod.container(stream1.sidecar);
    const before = await linesOf(sidecar, 4, blame(stream1, 'restart'));
    const since = await sidecar.restartCount();
    await given.apply(sameImageByAnotherName(given.manifest('Pod', 'counter'), stream1.sidecar));
    const again = (await pod.restarted({ since, blame: blame(stream1, 'restart') }, stream1.sidecar)).container(stream1.sidecar);
    given.expect(await linesOf(again, before.length + 1, blame(stream1, 'restart')), blame(stream1, 'restart'))
      .to.startWith(before, 'every line from before the restart')
      .and.countUpFrom(0, (line) => Number(stream1.line.exec(line)?.[1]));
  });

  test('shows nothing of the file when the sidecar does not have the volume (control)', { effect: 'reads' }, async () => {
    // Not `ready`: a sidecar that ends when its file is missing is as good a control as one that waits for it.
    const pod = await (await control()).pod('counter').started(stream2.sidecar);
    // The file's line 3 is in the other stream: lines 0 and 1 were written more than the promised 2 s ago.
    await linesOf(pod.container(stream2.sidecar), 4, blame(stream2, 'complete'));
    const unseen = (await pod.container(stream1.sidecar).lines()).filter((line) => !isTailsNotice(line));
    await given.mustFail('the stream of a sidecar without its volume', /at least 1 lines, observed 0 lines/, () => given.expect(unseen, blame(stream1, 'complete')).to.haveLines(1));
  });
});
