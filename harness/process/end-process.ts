/**
 * Ends this process when everything that it has printed is written: what a pipe has not taken yet, because its reader is
 * busy or has paused (`npm test | less`), would be lost with `process.exit` alone. Resolves never; waits as long as the
 * reader does, as every program does that prints into a pipe. A reader that has gone ends the wait.
 */
export async function endProcess(code: number): Promise<never> {
  await Promise.all([process.stdout, process.stderr].map(written));
  process.exit(code);
}

async function written(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.destroyed) return;
  await new Promise<void>((resolve) => { stream.write('', () => { resolve(); }); });
}
