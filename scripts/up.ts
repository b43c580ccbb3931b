// `npm run up [-- --fresh] [--mirror ADDRESS]`: brings the cluster up, or takes the one that is, and says how to use it.
import { mirrorAddress } from '../harness/cli/mirror-address.ts';
import { runScript } from '../harness/cli/run-script.ts';
import { describeAccess } from '../harness/cluster/cluster-status.ts';
import { ensureCluster } from '../harness/cluster/ensure-cluster.ts';
import { listNodes } from '../harness/cluster/kind-nodes.ts';
import { hostPorts } from '../harness/cluster/names.ts';
import { prepare } from '../harness/cluster/prepare.ts';
import { useMirror } from '../harness/cluster/registry-mirror.ts';
import { releaseCluster } from '../harness/cluster/remove-cluster.ts';
import { imageTable } from '../harness/images/image-table.ts';
import { texts } from '../harness/text/texts.ts';

const t = texts.cli.up;
const line = {
  name: 'npm run up --',
  about: t.about,
  options: [{ flags: '--fresh', about: t.fresh }, { flags: '--mirror <address>', about: t.mirror, read: mirrorAddress }],
};

await runScript(line, async ({ fresh, mirror }, tools) => {
  const { kind, images } = await prepare(tools);
  tools.say(imageTable(images));
  const cluster = await ensureCluster({ images, kind, fresh: fresh === true }, tools);
  if (typeof mirror === 'string') await useMirror(await listNodes(cluster.name, tools.signal), mirror, tools.signal);
  await releaseCluster(cluster);
  tools.say((cluster.created ? t.isUp : t.wasUp)(cluster.name, cluster.kubernetes, cluster.nodes));
  for (const access of describeAccess({ ports: hostPorts(), kubeconfig: cluster.kubeconfig })) tools.say(access);
  return 0;
});
