/** What a folder may be allowed to do beyond its own namespaces, by name: `--allow host-path,images`. */
export const allowances = ['privileged', 'host', 'host-path', 'storage', 'devices', 'accounts', 'nodes', 'network', 'images', 'kinds', 'load'] as const;

export type Allowance = (typeof allowances)[number];
