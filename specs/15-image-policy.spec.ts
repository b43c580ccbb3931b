import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../harness/client/objects.ts';
import type { Blame, Given, LessonNamespace, Pod } from '../harness/lesson/given.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import type { Text } from '../harness/text/language.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { joinTexts, verbatim } from '../harness/text/language.ts';
import { LessonFailure } from '../harness/verdict/lesson-failure.ts';
import { en } from './15-image-policy.en.ts';
import { ja } from './15-image-policy.ja.ts';
import { askUntil } from './checks/ask-until.ts';
import { auditEvents, auditLogLacking } from './checks/audit-log.ts';
import { toldAgain } from './checks/told-again.ts';
import { notedAbout } from './image-policy/audited.ts';
import { admitted, elsewhere, moving, pinned, trusted, untrusted } from './image-policy/images.ts';
import { makers, places, podOf, volumePlace } from './image-policy/objects.ts';
import { optOuts } from './image-policy/opt-out.ts';
import { policyThatRefusesBinding } from './image-policy/refused-binding.ts';
import { letsReach, narrowing, reaches, type Asked } from './image-policy/rules.ts';
import { untilRefused } from './image-policy/until-refused.ts';
import { lacksParameters, verdictOn, type Verdict } from './image-policy/verdict.ts';

const t = catalogue(en, ja);

/** Milliseconds in which all policies are heeded when one of them is: the API server looks at them once a second (as of Kubernetes 1.37). */
const settledMs = 3_000;

/** Milliseconds within which the kubelet of a busy node says that a container has ended: it looks once a second. */
const TOLD_WITHIN_MS = 3_000;

/** Something that is only asked: a dry run goes through admission as the real request does, and makes nothing. */
interface Try {
  /** In words that follow "refuses". */
  what: Text;
  ask: (where: LessonNamespace) => Promise<unknown>;
  asked: Asked;
}

const pods = (operation: Asked['operation'] = 'CREATE'): Asked => ({ group: '', resource: 'pods', operation });

/** In the control's namespace, what is asked of a pod that is there is asked of this one. It need not run for that. */
const gated: KubeObject = { ...podOf(trusted, { schedulingGates: [{ name: 'cndjp.example/only-asked' }] }), metadata: { name: 'gated' } };

/** Makers of pods that make none yet, one of each group: what is asked is whether they may be changed. */
const kept = makers(trusted).flatMap((object) => (object.kind === 'Deployment' || object.kind === 'CronJob' ? [{ ...object, metadata: { name: 'kept' } }] : []));

/** A ServiceAccount that may make pods, as a pipeline may: what gives it that right in a namespace. */
const pipeline = { account: 'default', objects: [
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'makes-pods' }, rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['create'] }] },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'makes-pods' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'makes-pods' }, subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'default' }] },
] } as const;

/** Milliseconds in which the API server has surely heard of a right that was given. */
const GRANTED_WITHIN_MS = 10_000;

/** Controls: a namespace that the policy does not reach, with a pod and makers of pods. */
const controls = async (given: Given) => {
  const outside = await given.namespace('control');
  await outside.apply(...[gated, ...kept].map((object) => given.object(object)));
};

lesson('15-image-policy', {
  verifiable: t.notHere,
  light: true,
  controls,
  credentials: ['tokens'],
  clusterWide: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
  // The pod comes when the policies are heeded.
  apply: ({ id }) => id !== 'Pod/trusted',
}, (given) => {
  const policy = () => given.manifest('ValidatingAdmissionPolicy', 'trusted-images');
  const binding = () => given.manifest('ValidatingAdmissionPolicyBinding', 'trusted-images');
  const dryRun = (object: KubeObject) => async (where: LessonNamespace) => { await where.dryRun(given.object(object)); };
  const validations = (hint: Text): Blame => ({ on: policy(), field: 'spec.validations', hint });
  /** Where a policy that lets something pass is to be changed: its rules, or those of its binding, where they do not reach it, else what it computes of it. */
  const missed = (asked: Asked, hint: Text): Blame => {
    if (!reaches(policy(), asked)) return { on: policy(), field: 'spec.matchConstraints.resourceRules', hint };
    if (!letsReach(binding(), asked)) return { on: binding(), field: narrowing, hint: t.hints.narrowed };
    return { on: policy(), field: policy().get('spec.variables') === undefined ? 'spec.validations' : 'spec.variables', hint };
  };
  const trusts = async () => await given.pod('trusted').ready({ starts: 'at once', blame: { on: 'Pod/trusted', hint: t.hints.ready } }).catch((error: unknown) => {
    if (!(error instanceof LessonFailure)) throw error;
    const refuses = policyThatRefusesBinding(given.manifests, error.failure.observed);
    if (refuses === undefined) throw error;
    return toldAgain(given, error, { on: refuses, field: 'spec.matchConstraints.resourceRules', hint: t.hints.binding });
  });

  /** All of it must be refused by the policy. Every way that is open is told; what the cluster refuses anyway says nothing about it. */
  const requireRefused = async (tries: readonly Try[], hint: Text, blame: (asked: Asked) => Blame = (asked) => missed(asked, hint)): Promise<void> => {
    const outside = await given.namespace('control');
    const open: Try[] = [];
    const anyway: string[] = [];
    for (const each of tries) {
      const without = await verdictOn(() => each.ask(outside));
      if (without.admitted) {
        const verdict = await verdictOn(() => each.ask(given));
        if (verdict.admitted || verdict.binding === undefined) open.push(each);
      } else anyway.push(without.message);
    }
    const [first] = open;
    if (first !== undefined) given.fail({ ...blame(first.asked), expected: t.refuses, observed: t.admits(joinTexts(open.map(({ what }) => what))) });
    if (anyway.length === tries.length) given.skip(t.refusedAnyway(anyway[0] ?? ''));
  };

  const requireAdmitted = async (tries: readonly Try[]): Promise<void> => {
    for (const { what, ask } of tries) {
      const verdict = await verdictOn(() => ask(given));
      if (!verdict.admitted) given.fail({ ...validations(t.hints.admits), expected: t.admits(what), observed: verbatim(verdict.message) });
    }
  };

  /** Since when the containers of the pod run; undefined of one that does not. */
  const runSince = ({ status }: Pod['object']): (string | undefined)[] => status?.containerStatuses?.map(({ state }) => state?.running?.startedAt) ?? [];
  let firstSeen: (string | undefined)[] | undefined;

  /** A program that ends at once was seen running for a moment, and may be seen so again: it is started again and again. */
  const requireStillRuns = async (): Promise<void> => {
    const hasEnded = (pod: KubeObject): boolean => {
      const now = runSince(pod);
      return now.includes(undefined) || !isDeepStrictEqual(now, firstSeen);
    };
    // A pod that is gone has no container that could end.
    await trusts();
    await given.absent({ object: 'Pod/trusted', what: t.anEnd, counts: hasEnded, forMs: TOLD_WITHIN_MS, field: 'spec.containers', hint: t.hints.ready });
  };

  const inPlace = ({ place, pod }: ReturnType<typeof volumePlace>): Try => ({ what: t.imageIn(place), ask: dryRun(pod), asked: pods() });
  const image = (name: string): Try => ({ what: verbatim(name), ask: dryRun(podOf(name)), asked: pods() });

  test(t.tests.stands, { section: 'policy', precondition: true, effect: 'changes' }, async () => {
    policy();
    const pod = given.manifest('Pod', 'trusted');
    await untilRefused(given, () => dryRun(podOf(untrusted))(given), (verdict) => (!verdict.admitted && lacksParameters(verdict) ? refuser(verdict) : bindingBlame()));
    // Of several policies one may be heeded later than another; what one of them never refuses is told by its own test.
    await askUntil(() => verdictOn(() => dryRun(podOf(moving[1]))(given)), (answer) => !answer.admitted, { pauseMs: 200, withinMs: settledMs });
    const verdict = await verdictOn(() => given.apply(pod));
    if (!verdict.admitted) given.fail({ ...refuser(verdict), expected: t.admits(verbatim(pod.id)), observed: verbatim(verdict.message) });
    firstSeen = runSince((await trusts()).object);
    // Where one is refused, another test tells it.
    for (const object of kept) await verdictOn(() => given.apply(given.object(object)));
    await given.apply(...pipeline.objects.map((object) => given.object(object)));
  });

  /** What to blame for a refusal: the binding that should not refuse, or what the policy computes; the pod where it was something else. */
  const refuser = (verdict: Verdict & { admitted: false }): Blame => {
    const { binding: name } = verdict;
    const own = name === undefined ? undefined : given.manifests.all('ValidatingAdmissionPolicyBinding').find((each) => name === each.name || name.startsWith(`${each.name}-`));
    if (own === undefined) return { on: 'Pod/trusted', hint: t.hints.admits };
    if (lacksParameters(verdict)) return { on: own, field: 'spec.paramRef', hint: t.hints.parameters };
    return own.get('spec.policyName') === policy().name ? validations(t.hints.admits) : { on: own, field: own.name === binding().name ? 'spec.policyName' : 'spec.validationActions', hint: t.hints.bound };
  };

  /** Why a policy that is there refuses nothing. */
  const bindingBlame = (): Blame => {
    const actions = binding().get<string[]>('spec.validationActions') ?? [];
    if (binding().get('spec.policyName') !== policy().name) return { on: binding(), field: 'spec.policyName', hint: t.hints.bound };
    if (!actions.includes('Deny')) return { on: binding(), field: 'spec.validationActions', hint: t.hints.bound };
    if (binding().get('spec.matchResources') !== undefined) return { on: binding(), field: 'spec.matchResources', hint: t.hints.bound };
    return reaches(policy(), pods()) ? validations(t.hints.registries) : { on: policy(), field: 'spec.matchConstraints.resourceRules', hint: t.hints.makers };
  };

  test(t.tests.admits, { section: 'policy', effect: 'reads' }, async () => {
    await requireAdmitted(admitted.map(image));
  });

  test(t.tests.registries, { section: 'registries', effect: 'reads' }, async () => {
    await requireRefused(elsewhere.map(image), t.hints.registries, () => validations(t.hints.registries));
    for (const { kind, values, on, field } of optOuts(given.manifests)) {
      const pod = { ...podOf(untrusted), metadata: { name: 'tried', [kind]: values } };
      await requireRefused([{ what: t.marked[kind](untrusted, Object.entries(values).map((each) => each.join('=')).join(', ')), ask: dryRun(pod), asked: pods() }], t.hints.optOut, () => ({ on, field, hint: t.hints.optOut }));
    }
  });

  test(t.tests.askers, { section: 'registries', effect: 'reads' }, async () => {
    const account = await given.as({ serviceAccount: pipeline.account });
    const asks = async (image: string) => await account.attempt({ verb: 'create', resource: 'pods' }, podOf(image));
    const { answer: good } = await askUntil(() => asks(trusted), ({ status }) => status === 200, { pauseMs: 200, withinMs: GRANTED_WITHIN_MS });
    const who = `system:serviceaccount:NAMESPACE:${pipeline.account}`;
    if (good.status !== 200) given.fail({ ...validations(t.hints.admits), expected: t.admits(t.of(trusted, who)), observed: verbatim(good.message) });
    const bad = await asks(untrusted);
    if (bad.status !== 200) return;
    const field = ['spec.matchConditions', 'spec.variables'].find((each) => /request\.userInfo|authorizer/.test(JSON.stringify(policy().get(each) ?? ''))) ?? 'spec.validations';
    given.fail({ on: policy(), field, hint: t.hints.askers, expected: t.refuses, observed: t.admits(t.of(untrusted, who)) });
  });

  test(t.tests.tags, { section: 'tags', effect: 'reads' }, async () => {
    await requireRefused(moving.map(image), t.hints.tags, () => validations(t.hints.tags));
  });

  test(t.tests.places, { section: 'places', effect: 'reads' }, async () => {
    await requireAdmitted(places(trusted, trusted).map(inPlace));
    await requireRefused(places(trusted, untrusted).map(inPlace), t.hints.places);
    // What is looked at there must be judged by every rule, also beside an image that is right.
    await requireRefused(places(trusted, moving[1]).map(inPlace), t.hints.tags, () => validations(t.hints.tags));
  });

  test(t.tests.volumes, { section: 'places', level: 'production', effect: 'reads' }, async () => {
    await requireAdmitted([inPlace(volumePlace(trusted, trusted))]);
    await requireRefused([inPlace(volumePlace(trusted, untrusted))], t.hints.volumes);
  });

  test(t.tests.debug, { section: 'places', effect: 'reads' }, async () => {
    const pod = await trusts();
    const outside = await (await given.namespace('control')).pod('gated').now();
    if (outside === undefined) throw new Error('the pod in the namespace of the control is gone');
    const debug = (image: string): Try => ({
      what: t.imageIn('ephemeralContainers[0]'),
      ask: async (where) => { await (where === given ? pod : outside).debug({ name: 'debug', image }, { dryRun: true }); },
      asked: { group: '', resource: 'pods/ephemeralcontainers', operation: 'UPDATE' },
    });
    await requireAdmitted([debug(trusted)]);
    await requireRefused([debug(untrusted)], t.hints.debug);
  });

  test(t.tests.makers, { section: 'makers', effect: 'reads' }, async () => {
    const all = (name: string) => makers(name).map((object): Try => ({ what: verbatim(object.kind ?? ''), ask: dryRun(object), asked: { group: object.apiVersion?.includes('/') === true ? object.apiVersion.split('/')[0] ?? '' : '', resource: `${object.kind?.toLowerCase() ?? ''}s`, operation: 'CREATE' } }));
    await requireAdmitted(all(trusted));
    await requireRefused(all(untrusted), t.hints.makers);
  });

  test(t.tests.changed, { section: 'makers', effect: 'reads' }, async () => {
    await trusts();
    const changedTo = (name: string): Try => ({
      what: t.changedTo(name),
      ask: async (where) => { await where.dryRun((where === given ? given.manifest('Pod', 'trusted') : given.object(gated)).with('spec.containers[0].image', name)); },
      asked: pods('UPDATE'),
    });
    const maker = (object: KubeObject): Asked => ({ group: object.apiVersion?.split('/')[0] ?? '', resource: `${object.kind?.toLowerCase() ?? ''}s`, operation: 'UPDATE' });
    const makersChangedTo = (name: string): Try[] => makers(name).flatMap((object) => (kept.some(({ kind }) => kind === object.kind)
      ? [{ what: t.kindChangedTo(object.kind ?? '', name), ask: dryRun({ ...object, metadata: { name: 'kept' } }), asked: maker(object) }] : []));
    await requireStillRuns();
    await requireAdmitted([changedTo(pinned), ...makersChangedTo(pinned)]);
    await requireRefused([changedTo(untrusted), ...makersChangedTo(untrusted)], t.hints.changed);
  });

  test(t.tests.warns, { section: 'warns', effect: 'reads' }, async () => {
    const stricter = given.manifest('ValidatingAdmissionPolicy', 'pinned-images');
    const its = given.manifest('ValidatingAdmissionPolicyBinding', 'pinned-images');
    const warningsFor = async (name: string) => (await given.warnings(() => given.dryRun(given.object(podOf(name))))).filter((warning) => /ValidatingAdmissionPolicy 'pinned-images/.test(warning));
    const blame = { on: its, field: its.get('spec.policyName') === stricter.name ? 'spec.validationActions' : 'spec.policyName', hint: t.hints.warns } as const;
    const denied = await verdictOn(() => dryRun(podOf(trusted))(given));
    if (!denied.admitted) given.fail({ ...blame, expected: t.admits(verbatim(trusted)), observed: verbatim(denied.message) });
    const warnings = await warningsFor(trusted);
    if (warnings.length === 0) given.fail({ ...blame, expected: t.warning, observed: t.noWarning });
    given.expect(await warningsFor(pinned), { on: stricter, field: 'spec.validations', hint: t.hints.pinned, what: t.warningsAbout(pinned) }).to.deep.equal([]);
  });

  test(t.tests.audits, { section: 'warns', effect: 'reads' }, async () => {
    const lacking = await auditLogLacking(given);
    if (lacking !== undefined) given.skip(lacking);
    const blame = { on: given.manifest('ValidatingAdmissionPolicyBinding', 'pinned-images'), field: 'spec.validationActions', hint: t.hints.audits } as const;
    // The same pod goes through admission in both namespaces, as a dry run, which is logged as well.
    const byTag: KubeObject = { ...podOf(trusted), metadata: { name: 'by-tag' } };
    const requireNoted = async (where: LessonNamespace, namespace = '') => {
      await where.dryRun(given.object(byTag));
      const noted = notedAbout(await auditEvents(given, `"namespace":"${namespace}"`), 'by-tag', 'pinned-images');
      given.expect(noted, { ...blame, what: t.noted(trusted) }).to.fit(t.somethingNoted, (all: string[]) => all.length > 0);
    };
    await requireNoted(given, (await trusts()).object.metadata?.namespace);
    const outside = await given.namespace('control');
    const [there] = await outside.list('v1', 'Pod');
    await given.mustFail(t.notReached, /observed \[\]/, async () => { await requireNoted(outside, there?.metadata?.namespace); });
  });
});
