// The driver's process: the one who started it tells it what to do by IPC, and it never outlives that one.
import type { DriverCommand, DriverNews } from '../messages.ts';
import { Driver } from './driver.ts';

/** After its life's bound the driver waits this long for requests in flight, then ends whatever happens. */
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
