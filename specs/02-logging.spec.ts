import type { LogLine } from '../harness/lesson/given.ts';
import { foundation, lesson } from '../harness/lesson/lesson.ts';
import { isTailsNotice, linesOf } from './logging/lines.ts';
import { sameImageByAnotherName } from './logging/same-image.ts';
import { slowestDelay } from './logging/slowest-delay.ts';

/** The contract: a line is in the stream of its sidecar at most this long after it was written, in milliseconds. */
const WITHIN_MS = 2_000;

lesson('02-logging', (given) => {
  const streams = [
    { sidecar: 'count-log-1', file: '/var/log/1.log', line: /^(\d+): \S.*$/, described: '<i>: <date>' },
    { sidecar: 'count-log-2', file: '/var/log/2.log', line: /^\S.* INFO (\d+)$/, described: '<date> INFO <i>' },
  ];
  const [stream1, stream2] = streams as [Stream, Stream];
  type Stream = (typeof streams)[number];

  /** Lines in the stream of one file that only the other file can have. */
  const onlyLike = (other: Stream, own: Stream, lines: LogLine[]) => lines.filter(({ text }) => other.line.test(text) && !own.line.test(text));
  const blame = (stream: Stream, hint: string) =>
    ({ on: 'Pod/counter', field: `spec.containers[${stream.sidecar}]`, hint }) as const;
  const counter = () => given.pod('counter').ready();
  const control = () => given.elsewhere('control');

  foundation('gives each log file a stream of its own', async () => {
    // The control of the last test starts now, so that it has something to show by then.
    await (await control()).apply(given.manifest('Pod', 'counter').without(`spec.containers[${stream1.sidecar}].volumeMounts`));
    const pod = await counter();
    const first = await linesOf(pod.container(stream1.sidecar), 4);
    const second = await linesOf(pod.container(stream2.sidecar), 4);
    given.expectLines(onlyLike(stream2, stream1, first), blame(stream1, 'apart')).toBeEmpty();
    given.expectLines(onlyLike(stream1, stream2, second), blame(stream2, 'apart')).toBeEmpty();
    given.expectLines(first, blame(stream1, 'apart')).shareNoneWith(second, stream2.sidecar);
  });

  it('shows each file complete from 0, in order, each line once', async () => {
    const pod = await counter();
    for (const stream of streams) {
      const lines = await linesOf(pod.container(stream.sidecar), 4);
      given.expectLines(lines, { on: 'Pod/counter', field: 'spec.containers[count].args', hint: 'format' }).each(stream.line, stream.described);
      given.expectLines(lines, blame(stream, 'complete')).countUpFrom(0, (line) => Number(stream.line.exec(line)?.[1]));
    }
  });

  it('leaves the stream of the app container itself empty', async () => {
    const lines = await (await counter()).container('count').lines();
    given.expectLines(lines, { on: 'Pod/counter', field: 'spec.containers[count]', hint: 'app-stream' }).toBeEmpty();
  });

  it('shows a line within 2 s of its being written', async () => {
    const pod = await counter();
    for (const stream of streams) {
      const delayMs = await slowestDelay(pod.container('count'), stream.file, pod.container(stream.sidecar), 2, blame(stream, 'late'));
      given.measure(`${stream.sidecar}WriteToStreamMs`, delayMs);
      if (delayMs <= WITHIN_MS) continue;
      given.fail({ ...blame(stream, 'late'), expected: `a line in the stream within ${WITHIN_MS} ms of being written`, observed: `${delayMs} ms` });
    }
  });

  it('starts the stream again when the sidecar is restarted, and loses nothing', async () => {
    const sidecar = (await counter()).container(stream1.sidecar);
    const before = await linesOf(sidecar, 4);
    const since = await sidecar.restartCount();
    await given.apply(sameImageByAnotherName(given.manifest('Pod', 'counter'), stream1.sidecar));
    const again = (await sidecar.restarted({ since, blame: blame(stream1, 'restart') })).container(stream1.sidecar);
    given
      .expectLines(await linesOf(again, before.length + 1), blame(stream1, 'restart'))
      .startWith(before, 'every line from before the restart')
      .countUpFrom(0, (line) => Number(stream1.line.exec(line)?.[1]));
  });

  it('shows nothing of the file when the sidecar does not have the volume (control)', async () => {
    // Not `ready`: a sidecar that ends when its file is missing is as good a control as one that waits for it.
    const pod = await (await control()).pod('counter').started(stream2.sidecar);
    // The file's line 3 is in the other stream: lines 0 and 1 were written more than the promised 2 s ago.
    await linesOf(pod.container(stream2.sidecar), 4);
    const unseen = (await pod.container(stream1.sidecar).lines()).filter((line) => !isTailsNotice(line));
    await given.mustFail('the stream of a sidecar without its volume', async () => {
      given.expectLines(await Promise.resolve(unseen), blame(stream1, 'complete')).atLeast(1);
    });
  });
});
