// `npm run up [-- --fresh]`: brings the cluster up, or takes the one that is, and tells how to use it.
import { program } from 'commander';
import { describeAccess } from '../harness/cluster/cluster-status.ts';
import { ensureCluster } from '../harness/cluster/ensure-cluster.ts';
import { hostPorts } from '../harness/cluster/names.ts';
import { prepare } from '../harness/cluster/prepare.ts';
import { releaseCluster } from '../harness/cluster/remove-cluster.ts';
import { imageTable } from '../harness/images/image-table.ts';
import { endWith } from '../harness/process/script.ts';

program.name('npm run up --').option('--fresh', 'make a new cluster even if one is up').exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
const options = program.parse().opts<{ fresh?: boolean }>();

await endWith(async (signal) => {
  const surroundings = { signal, say: console.log };
  const { kind, images } = await prepare(surroundings);
  console.log(imageTable(images));
  const cluster = await ensureCluster({ images, kind, fresh: options.fresh === true }, surroundings);
  await releaseCluster(cluster);
  console.log(`Cluster ${cluster.name} is up: Kubernetes ${cluster.kubernetes}, ${cluster.nodes} nodes${cluster.created ? '' : ' (it was up already)'}.`);
  for (const line of describeAccess({ ports: hostPorts(), kubeconfig: cluster.kubeconfig })) console.log(line);
  return 0;
});
