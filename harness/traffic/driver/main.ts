// The driver's process: its parent controls it by IPC, and it ends when its parent ends.
import type { DriverCommand, DriverNews } from '../messages.ts';
import { Driver } from './driver.ts';

/** Milliseconds for which the driver waits for requests in flight after its maximum life; then it ends in any case. */
const graceMs = 130_000;

let driver: Driver | undefined;

process.on('disconnect', () => { process.exit(0); });
process.on('message', (command: DriverCommand) => {
  if (command.type === 'stop') driver?.obey(command);
  else if (driver === undefined) void begin(command);
});

async function begin({ plan }: Extract<DriverCommand, { type: 'begin' }>): Promise<void> {
  setTimeout(() => { process.exit(1); }, plan.maxLifeMs + graceMs).unref();
  driver = new Driver(plan, tell);
  // The parent ends the connection once it has the last word, and with it this process.
  await driver.run();
}

function tell(news: DriverNews): void {
  if (process.connected) process.send?.(news);
}
