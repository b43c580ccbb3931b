/** What is said of volumes and claims. */
export const en = {
  asksAndOffers: (claim: string, asks: string, volume: string, offers: string) => `PersistentVolumeClaim/${claim} asks for: ${asks}; PersistentVolume/${volume} offers: ${offers}`,
  overfull: (folder: string, limit: string) => `more in ${folder} than its volume may hold: ${limit}`,
  noLimit: 'there is no sizeLimit',
  holds: (kib: number) => `${kib} KiB`,
  notMeasured: (why: string) => `it could not be measured: ${why}`,
  lines: (count: number) => (count === 1 ? 'one line' : `${count} lines`),
  fileSystem: (path: string) => `type of the file system of ${path} (tmpfs is memory)`,
  size: (path: string) => `size of the file system of ${path} in bytes`,
  content: (path: string) => `content of ${path}`,
  mode: (path: string) => `mode of ${path}`,
  startsWith: (lines: string) => `begins with ${lines}`,
  evicted: 'evicted by kubelet',
  classes: (names: readonly string[]) => `in the folder: ${names.length === 0 ? 'no StorageClass' : names.join(', ')}`,
  hints: {
    decimalMode: (written: string, found: string, meant: string) => `A mode is written with a 0 in front, or in decimal digits: ${written} is the decimal number that is ${found} in octal digits. Write ${meant}, or ${Number.parseInt(meant, 8)}.`,
    reserved: (claim: string) => `Leave out spec.claimRef: a volume that is reserved for the claim ${claim} is bound to it without waiting for a pod, or, where another namespace is written there, never.`,
    ownSubPath: 'Use a subPath that is the same for every pod, or none: with subPathExpr each new pod may have a folder of its own, and what was written stays in that of the pod before. `kubectl get pod diary -o yaml` shows the mount.',
    binding: 'Let this demand of the claim lead to its volume: of all volumes that meet every demand (storageClassName, accessModes, size, labels, volumeName) a claim gets the smallest. Compare both with `kubectl get pvc,pv` and `kubectl describe pvc`.',
  },
} as const;
