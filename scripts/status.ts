// `npm run status`: cluster, nodes, ports and images; exit code 0 when the cluster is up, 1 when it is not.
import { runScript } from '../harness/cli/run-script.ts';
import { clusterStatus, describeStatus } from '../harness/cluster/cluster-status.ts';
import { clusterName } from '../harness/cluster/names.ts';
import { requireDocker } from '../harness/docker/ensure-docker.ts';
import { readImageList } from '../harness/images/image-list.ts';
import { imageTable } from '../harness/images/image-table.ts';
import { imageStatus } from '../harness/images/supply-images.ts';
import { texts } from '../harness/text/texts.ts';

const t = texts.cli.status;

await runScript({ name: 'npm run status --', about: t.about, options: [] }, async (_options, { signal, say }) => {
  const name = clusterName();
  await requireDocker(signal);
  const status = await clusterStatus(name, signal);
  for (const line of describeStatus(status)) say(line);
  const { ready, missing } = await imageStatus(await readImageList(), { signal });
  if (ready.length > 0) say(imageTable(ready));
  if (missing.length > 0) say(t.missing(missing.join(', ')));
  return status.answers && status.state?.phase === 'created' ? 0 : 1;
});
