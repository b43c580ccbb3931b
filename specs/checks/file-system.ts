/**
 * The type of the file system in which a file lies, as a container sees it.
 *
 * @param mounts content of `/proc/mounts`; of several lines with one mount point the last counts (proc(5))
 * @param file absolute path; the file need not exist
 * @returns such as `tmpfs`, which is memory; undefined when no line fits
 */
export function fileSystemOf(mounts: string, file: string): string | undefined {
  const above = mounts.split('\n').map((line) => line.split(' ')).filter(([, point = '/none']) => point === '/' || file === point || file.startsWith(`${point}/`));
  const length = ([, point = '']: string[]): number => point.length;
  return above.toReversed().toSorted((a, b) => length(b) - length(a))[0]?.[2];
}
