// `npm run down [-- --force]`: removes this checkout's cluster, and what runs that are over left on clusters of others.
import { join } from 'node:path';
import { program } from 'commander';
import { clusterName } from '../harness/cluster/names.ts';
import { takeDown } from '../harness/cluster/remove-cluster.ts';
import { cacheFolders } from '../harness/images/cache-folders.ts';
import { endWith } from '../harness/process/script.ts';
import { sweepDeadRuns } from '../harness/run/real-stages.ts';
import { OpenRuns } from '../harness/run/open-runs.ts';

program.name('npm run down --').option('--force', 'even while a run uses it').exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
const options = program.parse().opts<{ force?: boolean }>();

await endWith(async (signal) => {
  const name = clusterName();
  const surroundings = { signal, say: console.log };
  const removed = await takeDown(name, { force: options.force === true }, surroundings);
  console.log(removed ? `Cluster ${name} is removed.` : `Cluster ${name} was not there.`);
  await sweepDeadRuns(surroundings, new OpenRuns(join(cacheFolders().root, 'runs')));
  return 0;
});
