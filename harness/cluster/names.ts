import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { checkout, workFolder } from '../process/checkout.ts';
import { texts } from '../text/texts.ts';

/** Ports of this machine's loopback that lead into the cluster. */
export interface HostPorts {
  http: number;
  https: number;
  mysql: number;
}

/** Which variable chooses which port, and its number in the first of a hundred places. */
export const portVariables = {
  http: { variable: 'CNDJP_HTTP_PORT', usual: 18_080 },
  https: { variable: 'CNDJP_HTTPS_PORT', usual: 18_443 },
  // Below 32768: from there on Linux takes ports for connections, and one of them held it now and then.
  mysql: { variable: 'CNDJP_MYSQL_PORT', usual: 23_306 },
} as const;

/**
 * The name of this checkout's cluster: `CNDJP_CLUSTER`, else one made from the checkout's path, so that a second
 * checkout on the machine has another. Throws an EnvironmentError on a name that kind would refuse.
 */
export function clusterName(env: NodeJS.ProcessEnv = process.env, folder: string = checkout): string {
  const chosen = env['CNDJP_CLUSTER'];
  if (chosen === undefined || chosen === '') return `cndjp-${digest(folder).slice(0, 4)}`;
  // Node names are made from it and have to be host names (RFC 1123), `<name>-control-plane` included.
  if (/^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/.test(chosen)) return chosen;
  throw new EnvironmentError('CNDJP_CLUSTER', texts.cluster.badName(chosen), texts.cluster.badNameHint);
}

/** The cluster's ports on this machine: chosen by variable, else moved by 0 to 99 depending on the cluster's name. */
export function hostPorts(env: NodeJS.ProcessEnv = process.env, folder: string = checkout): HostPorts {
  const chosen = env['CNDJP_CLUSTER'];
  const offset = Number.parseInt(digest(chosen === undefined || chosen === '' ? folder : `${folder}#${chosen}`).slice(4, 8), 16) % 100;
  const port = ({ variable, usual }: { variable: string; usual: number }): number => {
    const text = env[variable];
    if (text === undefined || text === '') return usual + offset;
    const number = Number(text);
    if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
    throw new EnvironmentError(variable, texts.cluster.badPort(text), texts.cluster.badPortHint);
  };
  return { http: port(portVariables.http), https: port(portVariables.https), mysql: port(portVariables.mysql) };
}

/** Folder below that of a cluster with what its nodes mount. */
export const mountedFolder = 'mounted';

/** Files and folders of one cluster of this checkout. */
export function clusterFiles(name: string): { folder: string; kubeconfig: string; config: string; mounted: string; state: string; log: string; lock: string; users: string } {
  const folder = join(workFolder, name);
  return {
    folder,
    kubeconfig: join(folder, 'kubeconfig'),
    config: join(folder, 'kind-config.yaml'),
    mounted: join(folder, mountedFolder),
    state: join(folder, 'state.json'),
    log: join(folder, 'kind.log'),
    lock: join(folder, 'cluster'),
    users: join(folder, 'users'),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
