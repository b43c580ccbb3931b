/** Where lines go; `process.stdout` is one. */
export interface Output {
  write: (text: string) => unknown;
  isTTY?: boolean;
  /** Of a terminal. */
  columns?: number;
  rows?: number;
}
