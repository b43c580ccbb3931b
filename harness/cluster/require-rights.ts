import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { isAllowed, rightLacking, whoAsks, type Right } from '../client/access-review.ts';
import { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import { rightFor, type Use } from '../client/use.ts';
import { EnvironmentError } from '../verdict/environment-error.ts';
import { texts } from '../text/texts.ts';
import type { Text } from '../text/language.ts';

const t = texts.cluster.rights;

/** Questions to the API server at a time. */
const atOnce = 8;

/** Where the roles are written that would give all that is needed; relative to the report folder. */
export const roleFile = 'cluster-role.yaml';

/** Who runs the lessons may not do what they need. */
export class MissingRights extends EnvironmentError {
  /** A ClusterRole with all rights of the run, and its binding, as YAML. */
  readonly role: string;

  constructor(message: Text, hint: Text, role: string) {
    super('--context', message, hint);
    this.role = role;
  }
}

/**
 * Asks whether who runs the lessons may do what they need. A server that cannot be asked that says nothing against it.
 *
 * @throws MissingRights that names the first right that is missing, with the rule that gives it
 */
export async function requireRights(client: Pick<ClusterClient, 'rest' | 'resources'>, uses: readonly Use[], signal: AbortSignal): Promise<void> {
  const lacking = await firstMissing(client, uses, signal);
  if (lacking !== undefined) throw new MissingRights(lacking.message, t.hint(lacking.rule, roleFile), roleText(lacking.rights, lacking.username));
}

/** What to tell of the first right that is missing, and the rule that gives it; undefined when none is, or nobody can say. */
export async function firstMissing(client: Pick<ClusterClient, 'rest' | 'resources'>, uses: readonly Use[], signal: AbortSignal): Promise<{ message: Text; rule: string; rights: readonly Right[]; username: string } | undefined> {
  const found = await Promise.all(uses.map((use) => rightFor(use, client.resources)));
  const rights = distinct(found.filter((right) => right !== undefined));
  let missing: Right[];
  try {
    missing = await missingOf(client, rights, signal);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
  const [first] = missing;
  if (first === undefined) return undefined;
  const username = await whoAsks(client, signal).then((self) => self.username, () => '');
  const others = missing.length - 1;
  return { message: t.missing(username === '' ? t.thisUser : username, first.verb, nameOf(first), others === 0 ? '' : t.others(others)), rule: ruleText(first), rights, username };
}

/** What to tell of a right that only turned out to be missing when it was used; undefined for any other error. */
export function missingRight(error: unknown): EnvironmentError | undefined {
  const lacking = rightLacking(error);
  if (lacking === undefined) return undefined;
  const { username, right } = lacking;
  return new EnvironmentError(t.where, t.missing(username === '' ? t.thisUser : username, right.verb, nameOf(right), ''), t.rule(ruleText(right)), { cause: error });
}

/** Each right once: it is the same in all namespaces of the run, which are not there yet. */
function distinct(rights: readonly Right[]): Right[] {
  const byName = new Map<string, Right>();
  for (const right of rights) {
    const key = `${right.verb} ${nameOf(right)}`;
    if (!byName.has(key)) byName.set(key, right);
  }
  return [...byName.values()];
}

async function missingOf(client: Pick<ClusterClient, 'rest'>, rights: readonly Right[], signal: AbortSignal): Promise<Right[]> {
  const missing: Right[] = [];
  for (let from = 0; from < rights.length; from += atOnce) {
    const some = rights.slice(from, from + atOnce);
    const allowed = await Promise.all(some.map((right) => isAllowed(client, right, signal)));
    missing.push(...some.filter((_, index) => allowed[index] !== true));
  }
  return missing;
}

/** `pods/log`, `deployments.apps`. */
function nameOf({ group = '', resource, subresource }: Right): string {
  return `${resource}${group === '' ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
}

interface Rule {
  apiGroups: string[];
  resources: string[];
  resourceNames?: string[];
  verbs: string[];
}

/** The rule of a role that gives one right, as an item of `rules`. */
function ruleText(right: Right): string {
  const name = nameInRule(right);
  return `- { apiGroups: ["${right.group ?? ''}"], resources: ["${resourceOf(right)}"],${name === undefined ? '' : ` resourceNames: ["${name}"],`} verbs: ["${right.verb}"] }`;
}

/** The name that a rule gives the right for; undefined where it gives it for all: names of namespaces are new in each run. */
function nameInRule({ resource, name }: Right): string | undefined {
  return resource === 'signers' ? name : undefined;
}

function resourceOf({ resource, subresource }: Right): string {
  return subresource === undefined ? resource : `${resource}/${subresource}`;
}

/** A rule for each resource would be long: those of one group with the same verbs share one. */
function rulesOf(rights: readonly Right[]): Rule[] {
  const verbsOf = new Map<string, { group: string; resource: string; name: string | undefined; verbs: string[] }>();
  for (const right of rights) {
    const entry = verbsOf.get(nameOf(right)) ?? { group: right.group ?? '', resource: resourceOf(right), name: nameInRule(right), verbs: [] };
    verbsOf.set(nameOf(right), { ...entry, verbs: [...entry.verbs, right.verb].toSorted() });
  }
  const alike = Map.groupBy(verbsOf.values(), ({ group, name = '', verbs }) => `${group} ${name} ${verbs.join(' ')}`);
  return [...alike.values()].map((entries) => ({ apiGroups: [entries[0]?.group ?? ''], resources: entries.map(({ resource }) => resource).toSorted(), ...(entries[0]?.name === undefined ? {} : { resourceNames: [entries[0].name] }), verbs: entries[0]?.verbs ?? [] }));
}

/** A ClusterRole with all rights of a run, as its namespaces are new each time, and the binding to who asks. */
function roleText(rights: readonly Right[], username: string): string {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const rules = rulesOf(rights);
  // Lessons differ in what they need: the role of one must not take the place of another's.
  const metadata = { name: `cndjp2-e2e-${createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 8)}` };
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username) ?? [];
  const subject = name === undefined ? { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: username } : { kind: 'ServiceAccount', namespace, name };
  const objects = [
    { apiVersion, kind: 'ClusterRole', metadata, rules },
    { apiVersion, kind: 'ClusterRoleBinding', metadata, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: metadata.name }, subjects: [subject] },
  ];
  return objects.map((object) => stringify(object, { lineWidth: 0 })).join('---\n');
}
