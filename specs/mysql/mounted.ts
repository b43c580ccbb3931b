import type { Blame, Given, Manifest } from '../../harness/lesson/given.ts';
import { container } from '../checks/env.ts';
import { t } from './texts.ts';

interface Volume {
  name: string;
  configMap?: { name?: string };
}

const volumes = 'spec.template.spec.volumes';

/** Where the image looks for scripts on its first start. */
const INIT_FOLDER = '/docker-entrypoint-initdb.d';
/** Where MySQL keeps its data. */
const DATA_FOLDER = '/var/lib/mysql';

/** What is to blame when the first start did not find the right scripts: no mount, another volume, or what the ConfigMap holds. */
export function schemaBlame(given: Given, server: Manifest): Blame {
  const hint = t.hints.schema;
  const volume = volumeAt(server, INIT_FOLDER);
  if (volume === undefined) return { on: server, field: `${container}.volumeMounts`, hint };
  const schema = given.manifests.find('ConfigMap', volume.configMap?.name ?? '');
  return schema === undefined ? { on: server, field: `${volumes}[${volume.name}]`, hint } : { on: schema, field: 'data', hint };
}

/** The field that is to blame when data goes with its pod: the mount when the data folder has none, else what is mounted there. */
export function dataField(server: Manifest): string {
  return volumeAt(server, DATA_FOLDER) === undefined ? `${container}.volumeMounts` : volumes;
}

/** The volume of the server's pod that is mounted at a path. */
function volumeAt(server: Manifest, path: string): Volume | undefined {
  const mount = server.get<{ name: string; mountPath: string }[]>(`${container}.volumeMounts`)?.find(({ mountPath }) => mountPath.replace(/\/$/, '') === path);
  return server.get<Volume[]>(volumes)?.find(({ name }) => name === mount?.name);
}
