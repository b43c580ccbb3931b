/** What we use of a web socket of the Kubernetes client, whose types are not published with it. */
export interface Socket {
  on(event: 'close' | 'error', listener: (argument: unknown) => void): unknown;
  close(): void;
  terminate(): void;
}

/** The error that a web socket gives when the server refuses it, as text. */
export function socketErrorText(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}
