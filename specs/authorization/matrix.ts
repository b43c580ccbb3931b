import type { Right } from '../../harness/client/access-review.ts';
import type { Bearer } from '../checks/bound-account.ts';

const rbac = 'rbac.authorization.k8s.io';
const ofOne = ['get', 'update', 'patch', 'delete'] as const;
const ofAll = ['list', 'watch', 'create', 'deletecollection'] as const;

/** Names of the objects that the requests of the matrix are about; the spec makes them. */
export const targets = { pod: 'web', kept: 'settings', other: 'other', secret: 'door', deployment: 'app', spare: 'spare' } as const;

/** Who may be asked for a token of whom. */
export const tokenOf = 'deployer';

function rights(resource: string, group: string, name: string): Right[] {
  return [...ofOne.map((verb): Right => ({ verb, resource, group, name })), ...ofAll.map((verb): Right => ({ verb, resource, group }))];
}

/** All that is tried, by everybody. */
export const tried: readonly Right[] = [
  ...rights('pods', '', targets.pod),
  { verb: 'get', resource: 'pods', group: '', subresource: 'log', name: targets.pod },
  { verb: 'create', resource: 'pods', group: '', subresource: 'exec', name: targets.pod },
  ...rights('configmaps', '', targets.kept),
  ...ofOne.map((verb): Right => ({ verb, resource: 'configmaps', group: '', name: targets.other })),
  ...rights('secrets', '', targets.secret),
  ...rights('deployments', 'apps', targets.deployment),
  ...rights('roles', rbac, targets.spare),
  ...rights('rolebindings', rbac, targets.spare),
  { verb: 'create', resource: 'serviceaccounts', group: '', subresource: 'token', name: tokenOf },
];

/** What the lesson's text gives to whom. */
interface Promised {
  verbs: readonly string[];
  resource: string;
  subresource?: string;
  /** Absent: every object. */
  name?: string;
}

const look = ['get', 'list', 'watch'] as const;
const readPods: readonly Promised[] = [{ verbs: look, resource: 'pods' }, { verbs: ['get'], resource: 'pods', subresource: 'log' }];

/** Somebody of the lesson, and what is promised. */
export interface Subject {
  name: string;
  /** As whom bindings may name it. */
  bearers: readonly Bearer[];
  /** Absent: the ServiceAccount of that name. */
  person?: { user: string; groups: readonly string[] };
  promised: readonly Promised[];
}

function account(name: string, promised: readonly Promised[]): Subject {
  // Beside its own name it has that of a user, and is in the groups of all accounts.
  const groups = ['system:serviceaccounts', 'system:serviceaccounts:default'].map((group): Bearer => ({ kind: 'Group', name: group }));
  return { name, bearers: [{ kind: 'ServiceAccount', name }, { kind: 'User', name: `system:serviceaccount:default:${name}` }, ...groups], promised };
}

export const subjects: readonly Subject[] = [
  account('reader', readPods),
  { name: 'jane (developers)', bearers: [{ kind: 'User', name: 'jane' }, { kind: 'Group', name: 'developers' }], person: { user: 'jane', groups: ['developers'] }, promised: readPods },
  account('deployer', [{ verbs: [...look, 'create', 'update', 'patch', 'delete'], resource: 'deployments' }]),
  account('keeper', [{ verbs: ['get', 'update', 'patch'], resource: 'configmaps', name: targets.kept }]),
  account('auditor', [{ verbs: look, resource: 'pods' }, { verbs: look, resource: 'deployments' }]),
  account('delegate', [{ verbs: ['get', 'list', 'create', 'delete'], resource: 'roles' }, { verbs: ['get', 'list', 'create', 'delete'], resource: 'rolebindings' }]),
  account('default', []),
];

/** Whether the lesson's text gives a right to somebody. */
export function isPromised({ promised }: Subject, { verb, resource, subresource, name }: Right): boolean {
  return promised.some((each) => each.resource === resource && each.subresource === subresource && each.verbs.includes(verb) && (each.name === undefined || each.name === name));
}

/** The options of kubectl with which an organiser asks as somebody. */
export function optionsOf({ name, person }: Subject): string {
  return person === undefined ? `--as=system:serviceaccount:default:${name}` : [`--as=${person.user}`, ...person.groups.map((group) => `--as-group=${group}`)].join(' ');
}

/** A right as people write it: `list deployments.apps`, `get pods/log web`. */
export function nameOf({ verb, resource, group = '', subresource, name }: Right): string {
  return `${verb} ${resource}${group === '' ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}${name === undefined ? '' : ` ${name}`}`;
}
