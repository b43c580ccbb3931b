import type { Blame, Given, Manifest, Pod } from '../../harness/lesson/given.ts';
import { joinTexts, verbatim, type Text } from '../../harness/text/language.ts';
import { show } from '../../harness/text/show.ts';
import { LessonFailure } from '../../harness/verdict/lesson-failure.ts';
import { commandPath, containerPath } from '../checks/containers.ts';
import { describeMounts, mountOf, mountsOf, pathInCommand, pathSeenBy } from '../checks/mounts.ts';
import { fileOf, filesOf, type LogFile } from './log-files.ts';
import { numberIn, streams, writer, type Stream } from './pods.ts';
import { t } from './texts.ts';

/** What is at fault for a stream, as a failure says it. */
export type Cause = Blame & { on: Manifest; field: string; hint: Text; expected: Text; observed: Text };

/** Restarts of a container that may be a race at its start: kubelet's third start is the judge. */
const raceRestarts = 1;

/**
 * Why a stream is not as it should be, looked up where the lines come from: in the containers, in the files of the writer,
 * in the volume. Undefined when all of that is in order: then the sidecar itself is at fault. Throws LessonFailure when the pod has ended.
 */
export async function causeOf(given: Given, manifest: Manifest, stream: Stream): Promise<Cause | undefined> {
  const pod = await given.pod(manifest.name).now();
  if (pod === undefined) return undefined;
  const ended = await endedContainer(manifest, pod, writer);
  if (ended !== undefined) {
    // What ends the whole pod ends its containers first.
    const end = await endOfPod(given, manifest.name);
    if (end !== undefined) throw end;
    return ended;
  }
  const files = await filesOf(pod.container(writer));
  if (files === undefined) return undefined;
  const file = fileOf(stream, files);
  const seen = { given, manifest, pod, stream, files };
  if (file === undefined) return await notWritten(seen);
  return writtenWrongly(seen, file) ?? notShared(seen, file) ?? (await endedContainer(manifest, pod, stream.sidecar)) ?? (await notFollowed(seen, file));
}

/** Does what runs in a pod; where it cannot, because a container or the pod has just ended, that is told, with its cause. */
export async function unlessEnded<T>(given: Given, manifest: Manifest, names: readonly string[], act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof LessonFailure)) throw error;
    const end = await endOfPod(given, manifest.name);
    if (end !== undefined) throw end;
    const pod = await given.pod(manifest.name).now();
    for (const name of names) {
      const ended = pod === undefined ? undefined : await endedContainer(manifest, pod, name, 0);
      if (ended !== undefined) given.fail(ended);
    }
    throw error;
  }
}

/** Whether a container's program sends what it reads through another one, which gathers lines before it prints them. */
function isFiltered(manifest: Manifest, name: string): boolean {
  const { command = [], args = [] } = manifest.get<{ command?: string[]; args?: string[] }>(containerPath(manifest, name)) ?? {};
  return [...command, ...args].some((word) => /[^|]\|\s*[a-z]/.test(word));
}

/** Why the pod has ended; undefined when it goes on. What kills its containers tells the API server a moment later. */
async function endOfPod(given: Given, name: string): Promise<LessonFailure | undefined> {
  try {
    await given.pod(name).when(t.podEnds, { within: 5_000 }, () => false);
  } catch (error) {
    if (error instanceof LessonFailure && error.failure.late !== true) return error;
  }
  return undefined;
}

/** The failure of a container that has ended, or that ends again and again; undefined when it runs. */
export async function endedContainer(manifest: Manifest, pod: Pod, name: string, restartsBefore = raceRestarts): Promise<Cause | undefined> {
  const status = pod.status(name);
  if (status === undefined || (status.state?.running !== undefined && status.restartCount <= restartsBefore)) return undefined;
  const path = containerPath(manifest, name);
  const probe = manifest.get(`${path}.livenessProbe`) === undefined ? '' : '.livenessProbe';
  const observed = (await pod.container(name).trouble()) ?? t.restarts(status.restartCount);
  return { on: manifest, field: `${path}${probe}`, hint: t.hints.goesOn(manifest.name), expected: t.runsOn(name), observed };
}

interface Seen {
  given: Given;
  manifest: Manifest;
  pod: Pod;
  stream: Stream;
  files: readonly LogFile[];
}

/** No file has a line of the form: there is none, another one has lines of another form, or its folder cannot be written. */
async function notWritten({ manifest, pod, stream, files }: Seen): Promise<Cause> {
  const path = containerPath(manifest, writer);
  const about = { on: manifest, expected: t.writtenLines(stream.usually, stream.form) };
  const others = files.filter((file) => streams.every((each) => fileOf(each, [file]) === undefined) && file.lines.length > 0);
  const last = (await pod.container(writer).lines()).at(-1)?.text;
  const observed = joinTexts([
    ...(others.length === 0 ? [t.noSuchLine] : others.slice(0, 2).map((file) => t.fileHas(file.path, show(file.lines[0])))),
    ...(last === undefined ? [] : [t.says(writer, last)]),
  ], '; ');
  const folder = folderInPlaceOfFile(manifest, last);
  if (folder !== undefined) return { ...about, field: folder, observed: joinTexts([observed, describeMounts(manifest, stream.sidecar)], '; '), hint: t.hints.subPath };
  const readOnly = mountsOf(manifest, writer).findIndex((mount) => mount.readOnly === true);
  if (readOnly !== -1 && others.length === 0) return { ...about, field: `${path}.volumeMounts[${readOnly}].readOnly`, observed, hint: t.hints.writable };
  if (mountsOf(manifest, writer).length === 0 && others.length === 0) return { ...about, field: `${path}.volumeMounts`, observed: joinTexts([observed, t.has(writer, describeMounts(manifest, writer))], '; '), hint: t.hints.mount(manifest.name) };
  return { ...about, field: commandPath(manifest, writer), observed, hint: t.hints.format(manifest.name, stream.usually, stream.form) };
}

/** A mount of a single file that was not there: kubelet makes a folder of that name, into which nobody can write lines. */
function folderInPlaceOfFile(manifest: Manifest, lastWords = ''): string | undefined {
  if (!/is a directory/i.test(lastWords)) return undefined;
  for (const name of streams.map(({ sidecar }) => sidecar as string).concat(writer)) {
    const index = mountsOf(manifest, name).findIndex(({ subPath }) => subPath !== undefined);
    if (index !== -1) return `${containerPath(manifest, name)}.volumeMounts[${index}].subPath`;
  }
  return undefined;
}

/** The file itself has other lines than it should, or too few. */
function writtenWrongly({ manifest, stream }: Seen, file: LogFile): Cause | undefined {
  const about = { on: manifest, field: commandPath(manifest, writer), hint: t.hints.format(manifest.name, file.path, stream.form) };
  const other = file.lines.find((line) => !stream.line.test(line));
  if (other !== undefined) return { ...about, expected: t.onlyLines(file.path, stream.form), observed: verbatim(show(other)) };
  const number = numberIn(stream);
  const wrong = file.lines.findIndex((line, index) => number(line) !== index);
  if (wrong !== -1) return { ...about, expected: t.numberedFrom0(file.path), observed: t.lineIs(wrong + 1, show(file.lines[wrong])) };
  if (file.lines.length < 3) return { ...about, expected: t.threeLines(file.path), observed: t.lines(file.lines.length) };
  return undefined;
}

/** The file does not lie where the sidecar can see it. */
function notShared({ manifest, stream: { sidecar } }: Seen, file: LogFile): Cause | undefined {
  const mount = mountOf(manifest, writer, file.path);
  const about = { on: manifest, hint: t.hints.mount(manifest.name), observed: joinTexts([t.has(writer, describeMounts(manifest, writer)), t.has(sidecar, describeMounts(manifest, sidecar))]) };
  if (mount === undefined) return { ...about, field: `${containerPath(manifest, writer)}.volumeMounts`, expected: t.sharedVolume(file.path, writer, sidecar) };
  const field = `${containerPath(manifest, sidecar)}.volumeMounts`;
  if (pathSeenBy(manifest, sidecar, writer, file.path) === undefined) return { ...about, field, expected: t.sharedVolume(file.path, writer, sidecar) };
  const followed = pathInCommand(manifest, sidecar, file.path);
  if (followed === undefined || mountOf(manifest, sidecar, followed)?.name === mount.name) return undefined;
  return { ...about, field, expected: t.mountedWhere(mount.name, sidecar, followed) };
}

/** The sidecar may not read the file that it sees, shows none of its lines as it looks somewhere else in the volume, or does not print what it reads. */
async function notFollowed({ manifest, pod, stream: { line, sidecar } }: Seen, file: LogFile): Promise<Cause | undefined> {
  const seenAs = pathSeenBy(manifest, sidecar, writer, file.path);
  if (seenAs === undefined || (await pod.container(sidecar).lines()).some(({ text }) => line.test(text))) return undefined;
  const { exitCode, stderr } = await pod.container(sidecar).exec(['head', '-n', '1', seenAs]);
  if (exitCode !== 0 && /permission denied/i.test(stderr)) {
    return { on: manifest, field: commandPath(manifest, writer), hint: t.hints.readable(sidecar, seenAs), expected: t.readableBy(sidecar, seenAs), observed: t.says(sidecar, stderr.trim()) };
  }
  return { on: manifest, field: commandPath(manifest, sidecar), hint: isFiltered(manifest, sidecar) ? t.hints.buffered(sidecar, seenAs) : t.hints.follow(sidecar, seenAs), expected: t.streamOf(sidecar, file.path), observed: t.seenAs(writer, file.path, sidecar, seenAs) };
}
