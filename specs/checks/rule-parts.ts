/** A rule of a Role or a ClusterRole. */
export interface Rule {
  apiGroups?: string[];
  resources?: string[];
  verbs?: string[];
  resourceNames?: string[];
}

/**
 * The parts of a rule that keep it from giving a verb of a resource of the core group, whatever the object is called.
 *
 * @param resources the names by which a rule may mean the resource, such as `nodes/metrics` and `*`
 */
export function unmetParts(rule: Rule, { resources, verb }: { resources: readonly string[]; verb: string }): (keyof Rule)[] {
  const has = (written: readonly string[] = [], any: readonly string[]): boolean => any.some((each) => written.includes(each));
  const fits: Record<keyof Rule, boolean> = {
    resources: has(rule.resources, resources),
    verbs: has(rule.verbs, [verb, '*']),
    apiGroups: has(rule.apiGroups, ['', '*']),
    resourceNames: (rule.resourceNames ?? []).length === 0,
  };
  return (Object.keys(fits) as (keyof Rule)[]).filter((part) => !fits[part]);
}
