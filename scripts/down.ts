// `npm run down [-- --force]`: removes this checkout's cluster, and what finished runs left on clusters of others.
import { join } from 'node:path';
import { runScript } from '../harness/cli/run-script.ts';
import { clusterName } from '../harness/cluster/names.ts';
import { takeDown } from '../harness/cluster/remove-cluster.ts';
import { requireDocker } from '../harness/docker/ensure-docker.ts';
import { cacheFolders } from '../harness/images/cache-folders.ts';
import { sweepDeadRuns } from '../harness/run/real-stages.ts';
import { OpenRuns } from '../harness/run/open-runs.ts';
import { texts } from '../harness/text/texts.ts';

const t = texts.cli.down;
const line = { name: 'npm run down --', about: t.about, options: [{ flags: '--force', about: t.force }] };

await runScript(line, async ({ force }, tools) => {
  const name = clusterName();
  await requireDocker(tools.signal);
  const removed = await takeDown(name, { force: force === true }, tools);
  tools.say(removed ? t.removed(name) : t.notThere(name));
  await sweepDeadRuns(tools, new OpenRuns(join(cacheFolders().root, 'runs')));
  return 0;
});
