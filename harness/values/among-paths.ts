/** Whether a path is one of those named; a directory may end with slashes. */
export function isAmongPaths(path: unknown, named: readonly string[]): boolean {
  return typeof path === 'string' && named.includes(path.replace(/(?<=.)\/+$/, ''));
}
