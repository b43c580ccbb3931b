/** An error that the operating system has given, such as that a disk is full. */
export function isSystemError(error: unknown): error is Error & { code: unknown; syscall: unknown } {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** `ENOSPC, no space left on device`: without the call and the path, which the message around it names. */
export function systemReason({ code, message }: Error & { code: unknown }): string {
  return `${String(code)}, ${message.replace(/^[A-Z]+: /, '').replace(/, .*$/, '')}`;
}
