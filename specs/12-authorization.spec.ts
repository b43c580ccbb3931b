import type { Blame, Given, Manifest, Subject as Asking } from '../harness/lesson/given.ts';
import type { Right } from '../harness/client/access-review.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import type { LabelSelector } from '../harness/values/label-selector.ts';
import type { Text } from '../harness/text/language.ts';
import { en } from './12-authorization.en.ts';
import { ja } from './12-authorization.ja.ts';
import { asIf, cause, givesMore, outcomeOf, requirePromised, tooMuch, triedBy, untilThere } from './authorization/judge.ts';
import { isPromised, nameOf, optionsOf, subjects, targets, tried, tokenOf, type Subject } from './authorization/matrix.ts';
import { needs } from './authorization/needs.ts';
import { selectedLabels } from './authorization/selected-labels.ts';
import { binding, bodyToMake, madeTargets, role } from './authorization/targets.ts';

const t = catalogue(en, ja);

const rbac = 'rbac.authorization.k8s.io';
const JANE = { user: 'jane', group: 'developers' } as const;
/** The account that every namespace has: nobody makes it, and it may nothing. */
const unnamed = 'default';
const listPods: Right = { verb: 'list', resource: 'pods', group: '' };
const listServices: Right = { verb: 'list', resource: 'services', group: '' };

/** As the API server says that somebody may not pose as others: since 1.35 it names the finer right that would do, before that `impersonate` alone. */
const cannotPose = /User "system:serviceaccount:[^"]+" cannot impersonate/;

/** Where the handout explains each part. */
const sections = {
  reader: 'roles', 'jane (developers)': 'roles', default: 'roles', namespaces: 'roles', keeper: 'one-object', real: 'one-object', deployer: 'deployer',
  auditor: 'aggregated', aggregated: 'aggregated', delegate: 'delegate', escalation: 'delegate',
};

/** The objects that the requests are about. */
const controls = async (given: Given) => { await given.apply(...madeTargets(given)); };

lesson('12-authorization', { verifiable: true, sections, ...needs, light: true, controls }, (given) => {
  const account = async (serviceAccount: string): Promise<Asking> => await given.as({ serviceAccount });
  const askingAs = async ({ name, person }: Subject): Promise<Asking> => (person === undefined ? await account(name) : await given.as({ impersonate: person.user, groups: person.groups }));
  const server = (hint: Text): Blame => ({ on: 'Pod/kube-apiserver', hint });
  const requireRight = async (who: string, asking: Asking, right: Right, allowed: boolean, blame: Blame) => {
    if (allowed) await untilThere(asking, [right]);
    const cell = { right, promised: allowed, may: await asking.may(right), attempt: await asking.attempt(right) };
    given.expect(cell.may, { ...blame, what: t.saidOf(who, nameOf(right)) }).to.equal(allowed);
    given.expect(outcomeOf(cell), { ...blame, what: t.triedBy(who, nameOf(right), cell.attempt.message) }).to.equal(allowed ? 'allowed' : 'refused');
  };

  const promisedHint = (subject: Subject): Text => t.hints.matrix(subject.name, optionsOf(subject));
  const subjectOf = (name: string): Subject => subjects.find((each) => each.name === name) as Subject;
  /** Throws LessonFailure where an account may not do what it is promised, with what does not give that. */
  const requireMay = async (name: string, asking: Asking, right: Right): Promise<void> => {
    await untilThere(asking, [right]);
    const subject = subjectOf(name);
    given.expect(await asking.may(right), { ...cause(given.manifests.all(), subject, { right, promised: true }), hint: promisedHint(subject), what: t.saidOf(name, nameOf(right)) }).to.equal(true);
  };

  const target = (name: string) => madeTargets(given).find((each) => each.name === name) as Manifest;

  test(t.tests.there, { precondition: true, effect: 'reads' }, async () => {
    for (const { name, person } of subjects) if (person === undefined && name !== unnamed) given.manifest('ServiceAccount', name);
    for (const [kind, name] of [['Role', 'read-pods'], ['ClusterRole', 'observe']] as const) given.manifest(kind, name);
    // Where it verifies, nothing is made: who may ask for it is told that it is not there.
    if (!given.verifies) await given.pod(targets.pod).ready({ starts: 'at once' });
  });

  for (const subject of subjects) {
    const allowed = tried.filter((right) => isPromised(subject, right)).length;
    test(t.tests.matrix(subject.name, allowed, tried.length - allowed), { part: subject.name, effect: 'visits' }, async () => {
      const made = madeTargets(given);
      const live = new Map(await Promise.all(made.map(async (each) => [each.name, await given.read(each)] as const)));
      const bodies = ({ verb, resource, name = '' }: Right) => (verb === 'update' ? (live.get(name) ?? made.find((each) => each.name === name)?.object) : verb === 'create' ? bodyToMake(made, resource) : undefined);
      const cells = await triedBy(subject, await askingAs(subject), bodies);
      given.measure('requests', 2 * cells.length);
      requirePromised(given, subject, cells, promisedHint(subject));
      const other = subjects.find(({ promised }) => promised !== subject.promised) as Subject;
      await given.mustFail(t.judgedAs(other.name), /SelfSubjectAccessReview/, () => { requirePromised(given, subject, asIf(other, cells), promisedHint(subject)); });
    });
  }

  test(t.tests.ownNamespace, { part: 'namespaces', effect: 'changes' }, async () => {
    const other = await given.namespace('other');
    const { namespace } = (await other.list<{ metadata?: { namespace?: string } }>('v1', 'ServiceAccount'))[0]?.metadata ?? {};
    if (namespace === undefined) throw new Error('the other namespace has no account');
    const blame = { on: 'Role/read-pods', field: 'rules', hint: t.hints.ownNamespace } as const;
    const jane = await given.as({ impersonate: JANE.user, groups: [JANE.group] });
    await requireRight(JANE.user, jane, listPods, true, blame);
    for (const [who, asking] of [['reader', await account('reader')], [JANE.user, jane]] as const) {
      await requireRight(who, asking, { ...listPods, namespace }, false, blame);
      await requireRight(who, asking, { ...listPods, namespace: '' }, false, blame);
    }
    // Not because nobody could there: with a role and a binding of that namespace she may.
    await other.apply(role(given, 'Role', 'look', { apiGroups: [''], resources: ['pods'], verbs: ['list'] }), binding(given, 'look', { kind: 'Role', name: 'look' }, { kind: 'User', name: JANE.user }));
    await requireRight(JANE.user, jane, { ...listPods, namespace }, true, blame);
  });

  test(t.tests.aggregated, { part: 'aggregated', effect: 'changes' }, async () => {
    const observe = given.manifest('ClusterRole', 'observe');
    const blame = { on: observe, field: 'aggregationRule', hint: t.hints.aggregated } as const;
    const auditor = await account('auditor');
    const labels = (observe.get<LabelSelector[]>('aggregationRule.clusterRoleSelectors') ?? []).map(selectedLabels).find((each) => each !== undefined);
    if (labels === undefined) return given.fail({ ...blame, expected: t.aSelector, observed: t.none });
    const rule = { apiGroups: [''], resources: ['services'], verbs: ['list'] };
    await requireRight('auditor', auditor, listServices, false, blame);
    // One without the labels changes nothing.
    await given.apply(role(given, 'ClusterRole', 'look-elsewhere', { ...rule, resources: ['endpoints'] }));
    await given.apply(role(given, 'ClusterRole', 'look-at-services', rule, labels));
    await requireRight('auditor', auditor, listServices, true, blame);
    await requireRight('auditor', auditor, { ...listServices, resource: 'endpoints' }, false, blame);
  });

  test(t.tests.real, { part: 'real', effect: 'changes' }, async () => {
    const settings = target(targets.kept);
    const keeper = await account('keeper');
    await requireMay('keeper', keeper, { verb: 'patch', resource: 'configmaps', group: '', name: targets.kept });
    await keeper.patch(settings.id, { data: { colour: 'green' } });
    given.expect((await given.read<{ data?: object }>(settings))?.data, { on: 'ServiceAccount/keeper', hint: promisedHint(subjectOf('keeper')), what: t.dataOf(settings.id) }).to.deep.equal({ colour: 'green' });
    const deployer = await account('deployer');
    await requireMay('deployer', deployer, { verb: 'delete', resource: 'deployments', group: 'apps', name: targets.deployment });
    const app = madeTargets(given).find(({ kind }) => kind === 'Deployment') as Manifest;
    await deployer.delete(app.id);
    given.expect((await given.read<{ metadata?: { deletionTimestamp?: string } }>(app))?.metadata, { on: 'ServiceAccount/deployer', hint: promisedHint(subjectOf('deployer')), what: t.deleted(app.id) }).to.equal(undefined);
  });

  const delegates = (): Blame => ({ ...(givesMore(given.manifests.all(), subjectOf('delegate')) ?? { on: 'ServiceAccount/delegate' }), hint: t.hints.delegate });
  const nobody: { kind: 'ServiceAccount'; name: string } = { kind: 'ServiceAccount', name: unnamed };

  test(t.tests.givesOn, { part: 'escalation', effect: 'changes' }, async () => {
    const delegate = await account('delegate');
    await requireMay('delegate', delegate, { verb: 'create', resource: 'rolebindings', group: rbac });
    await untilThere(delegate, [{ verb: 'bind', resource: 'roles', group: rbac, name: 'read-pods' }]);
    await requireMay('delegate', delegate, { verb: 'delete', resource: 'rolebindings', group: rbac, name: targets.spare });
    const receiver = await account(nobody.name);
    await requireRight(nobody.name, receiver, listPods, false, delegates());
    const passed = await delegate.attempt({ verb: 'create', resource: 'rolebindings', group: rbac }, binding(given, 'made', { kind: 'Role', name: 'read-pods' }, nobody).object);
    given.expect(passed.status, { ...delegates(), what: t.givenOn('Role/read-pods', passed.message) }).to.equal(200);
    await delegate.create(binding(given, 'passed-on', { kind: 'Role', name: 'read-pods' }, nobody));
    await requireRight(nobody.name, receiver, listPods, true, delegates());
    await delegate.delete('RoleBinding/passed-on');
    await untilThere(receiver, [listPods], false);
    await requireRight(nobody.name, receiver, listPods, false, delegates());
  });

  test(t.tests.notMore, { part: 'escalation', effect: 'visits' }, async () => {
    const delegate = await account('delegate');
    const create = async (resource: 'roles' | 'rolebindings', manifest: Manifest) => await delegate.attempt({ verb: 'create', resource, group: rbac }, manifest.object);
    const beyond: [Text, Awaited<ReturnType<typeof create>>][] = [
      // This Role is made by the spec, and none is made where it verifies.
      ...(given.verifies ? [] : [[t.bindingTo(`Role/${targets.spare}`), await create('rolebindings', binding(given, 'more', { kind: 'Role', name: targets.spare }, { kind: 'ServiceAccount', name: 'delegate' }))]] satisfies [[Text, Awaited<ReturnType<typeof create>>]]),
      [t.bindingTo('ClusterRole/cluster-admin'), await create('rolebindings', binding(given, 'more', { kind: 'ClusterRole', name: 'cluster-admin' }, { kind: 'ServiceAccount', name: 'delegate' }))],
      [t.roleWith('get secrets'), await create('roles', role(given, 'Role', 'more', { apiGroups: [''], resources: ['secrets'], verbs: ['get'] }))],
    ];
    for (const [what, { status, message }] of beyond) given.expect(`${status} ${message}`, { ...delegates(), what }).to.match(/^403 /).and.to.match(tooMuch);
    const held = await create('roles', role(given, 'Role', 'no-more', { apiGroups: [rbac], resources: ['roles'], verbs: ['get'] }));
    given.expect(held.status, { ...delegates(), what: t.roleWith('get roles') }).to.equal(200);
  });

  test(t.tests.poses, { part: 'escalation', effect: 'visits' }, async () => {
    const reader = await account('reader');
    for (const user of [JANE.user, 'system:admin']) {
      await given.refused(
        { what: t.posingAs('reader', user), code: 403, reason: 'Forbidden', message: cannotPose, ...server(t.hints.poses) },
        async () => await reader.posingAs(user).whoAmI(),
      );
    }
    // Who may do that is taken for somebody else.
    given.expect((await (await given.as({ impersonate: JANE.user })).whoAmI()).username, { ...server(t.hints.poses), what: t.posing }).to.equal(JANE.user);
  });

  test(t.tests.tokens, { part: 'escalation', effect: 'visits' }, async () => {
    const right: Right = { verb: 'create', resource: 'serviceaccounts', group: '', subresource: 'token', name: tokenOf };
    await requireRight('delegate', await account('delegate'), right, false, server(t.hints.tokens));
    given.expect((await (await account(tokenOf)).whoAmI()).username, { ...server(t.hints.tokens), what: t.tokenOf(tokenOf) }).to.match(/^system:serviceaccount:[^:]+:deployer$/);
    await requireRight('reader', await account('reader'), { verb: 'create', resource: 'pods', group: '', subresource: 'exec', name: targets.pod }, false, server(t.hints.tokens));
    if (given.verifies && (await given.read(target(targets.pod))) === undefined) return;
    const pod = await given.pod(targets.pod).ready();
    given.expect((await pod.container().exec(['true'])).exitCode, { ...server(t.hints.tokens), what: t.exec }).to.equal(0);
  });
});
