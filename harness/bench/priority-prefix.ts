import { CommandFailed, runCommand } from '../process/run-command.ts';

/** In the order in which the driver's own priority is chosen. */
const candidates: readonly (readonly string[])[] = [['chrt', '--rr', '1'], ['nice', '-n', '-10']];

/**
 * What to put before a command so that it is scheduled as the driver is: two programs of different priority could not be
 * compared. Empty for users who may not.
 */
export async function priorityPrefix(isRoot = process.getuid?.() === 0): Promise<readonly string[]> {
  for (const prefix of isRoot ? candidates : []) {
    const [command = '', ...args] = prefix;
    try {
      await runCommand(command, [...args, 'true'], { deadlineMs: 2_000 });
      return prefix;
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
    }
  }
  return [];
}
