// `npm run down [-- --force]`: removes this checkout's cluster, and nothing else.
import { program } from 'commander';
import { clusterName } from '../harness/cluster/names.ts';
import { takeDown } from '../harness/cluster/remove-cluster.ts';
import { endWith } from '../harness/process/script.ts';

program.name('npm run down --').option('--force', 'even while a run uses it').exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
const options = program.parse().opts<{ force?: boolean }>();

await endWith(async (signal) => {
  const name = clusterName();
  const removed = await takeDown(name, { force: options.force === true }, { signal, say: console.log });
  console.log(removed ? `Cluster ${name} is removed.` : `Cluster ${name} was not there.`);
  return 0;
});
