import { availableParallelism, loadavg } from 'node:os';

/** From so many tasks per processor on a machine has work of others, which takes from the apps what they need to respond in time. */
export const overload = 4;

/** How many tasks this machine has had for each of its processors in the last minute, running or waiting (getloadavg(3)); 0 on Windows, which counts none. */
export function machineLoad(): number {
  return (loadavg()[0] ?? 0) / availableParallelism();
}
