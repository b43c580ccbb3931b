import type { Given, Manifest } from '../../harness/lesson/given.ts';

type Volume = NonNullable<Awaited<ReturnType<ReturnType<Given['volume']>['now']>>>;

/** Whether a claim is left without a volume by the cluster itself: it names no class, and there is no default one. */
export async function lacksProvisioner(given: Given, claim: Manifest): Promise<boolean> {
  if (claim.get('spec.storageClassName') !== undefined) return false;
  const classes = await given.list<{ metadata?: { annotations?: Record<string, string> } }>('storage.k8s.io/v1', 'StorageClass');
  return !classes.some(({ metadata }) => metadata?.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true');
}

/** How to look whether a file of a volume is on a node; undefined where its data is out of sight: on another's cluster, or in no folder. */
export function fileOnNode(given: Given, node: string, volume: Volume | undefined, name: string): (() => Promise<boolean>) | undefined {
  const folder = volume?.spec?.hostPath?.path ?? volume?.spec?.local?.path;
  if (!given.onOwnCluster || folder === undefined) return undefined;
  // A pod may have mounted a part of the volume only (subPath).
  return async () => (await given.node(node).run(['find', folder, '-name', name])).stdout.trim() !== '';
}
