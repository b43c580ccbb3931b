// `npm run status`: cluster, nodes, ports and images; exit code 0 when the cluster is up, 1 when it is not.
import { clusterStatus, describeStatus } from '../harness/cluster/cluster-status.ts';
import { clusterName } from '../harness/cluster/names.ts';
import { readImageList } from '../harness/images/image-list.ts';
import { imageTable } from '../harness/images/image-table.ts';
import { imageStatus } from '../harness/images/supply-images.ts';
import { endWith } from '../harness/process/script.ts';

await endWith(async (signal) => {
  const status = await clusterStatus(clusterName(), signal);
  for (const line of describeStatus(status)) console.log(line);
  const { ready, missing } = await imageStatus(await readImageList(), { signal });
  if (ready.length > 0) console.log(imageTable(ready));
  if (missing.length > 0) console.log(`to be fetched by npm run up: ${missing.join(', ')}`);
  return status.answers && status.state?.phase === 'created' ? 0 : 1;
});
