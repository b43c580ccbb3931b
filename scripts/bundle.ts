// `npm run bundle -- save FILE`, `load FILE`, `show FILE`: all that a machine without a network needs, in one file.
import { firstLoad } from '../harness/bundle/first-load.ts';
import { packagesInstalled } from '../harness/bundle/install-packages.ts';
import { checkout } from '../harness/process/checkout.ts';

if (packagesInstalled(checkout)) await (await import('../harness/bundle/bundle-command.ts')).bundleCommand();
else process.exitCode = await firstLoad(process.argv.slice(2), checkout);
