import type { Blame, Given, Subject } from '../harness/lesson/given.ts';
import { refusedBy } from '../harness/expect/refusal.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import type { Text } from '../harness/text/language.ts';
import { LessonFailure } from '../harness/verdict/lesson-failure.ts';
import { userAtFault } from '../harness/wait/user-at-fault.ts';
import { en } from './11-authentication.en.ts';
import { ja } from './11-authentication.ja.ts';
import { unsigned, withClaims } from './authentication/forged.ts';
import { needs, vault } from './authentication/needs.ts';
import { automounted, tokenVolumes } from './authentication/token-volumes.ts';
import { untilRefused } from './authentication/until-refused.ts';
import { containerPath } from './checks/containers.ts';
import { toldAgain } from './checks/told-again.ts';
import { containerWith, volumeField } from './volumes/mounted.ts';
import { claimsOf } from './volumes/pod-token.ts';

const t = catalogue(en, ja);

/** What the lesson's text gives. */
const API = { path: '/tokens/api', seconds: 600 } as const;
const VAULT = { path: '/tokens/vault', audience: vault } as const;
const PERSON = { user: 'jane', group: 'developers' } as const;

/** What is answered to everybody who can be told apart from others, whatever their rights. */
const discovery = ['/api', '/apis', '/openapi/v3'] as const;

const hour = 3_600;
/** Seconds that the API server lets pass after the end of a token, for clocks that differ, are 60 (as of Kubernetes 1.37). */
const longPast = 2 * hour;
/** Hours after which a certificate that nobody can take back should have ended. */
const longestHours = 24;

/** Where the handout explains each part. */
const sections = { nobody: 'nobody', robot: 'token', quiet: 'quiet', person: 'person', certificates: 'person' };

/** The same pod without what keeps the token away: it starts with the lesson. */
const controls = async (given: Given) => {
  const quiet = given.manifests.find('Pod', 'quiet');
  if (quiet !== undefined) await (await given.namespace('control')).apply(quiet.without('spec.automountServiceAccountToken').without('spec.serviceAccountName'));
};

lesson('11-authentication', { verifiable: true, sections, ...needs, light: true, controls }, (given) => {
  const server = (hint: Text): Blame => ({ on: 'Pod/kube-apiserver', hint });
  const robot = () => given.manifest('Pod', 'robot');
  const ready = (pod: string) => given.pod(pod).ready({ starts: 'at once' });
  const account = (): Blame => ({ on: robot(), field: 'spec.serviceAccountName', hint: t.hints.account });
  const source = (path: string): Blame => ({ on: robot(), field: volumeField(robot(), path, 'projected.sources'), hint: t.hints.tokens(API.seconds, VAULT.audience) });
  /** A part of the source that is written for a file; the sources where none is. */
  const sourcePart = (path: string, part: string): Blame => {
    const blame = source(path);
    const sources = robot().get<{ serviceAccountToken?: { path?: string } }[]>(blame.field ?? '');
    const n = Array.isArray(sources) ? sources.findIndex(({ serviceAccountToken: token }) => token?.path !== undefined && path.endsWith(`/${token.path}`)) : -1;
    return n < 0 ? blame : { ...blame, field: `${blame.field ?? ''}[${n}].serviceAccountToken.${part}` };
  };
  /** The token in a file of the pod, as the program in it has it. */
  const tokenAt = async (path: string, blame: Blame): Promise<string> => {
    const container = containerWith(robot(), path);
    const file = (await ready('robot')).container(container).file(path);
    given.expect(await file.exists(), { ...blame, what: t.isThere(path) }).to.equal(true);
    try {
      return (await file.text()).trim();
    } catch (error) {
      const field = error instanceof LessonFailure ? userAtFault(robot(), containerPath(robot(), container), error.failure.observed) : undefined;
      if (!(error instanceof LessonFailure) || field === undefined) throw error;
      return toldAgain(given, error, { ...blame, field });
    }
  };
  /** Where the pod has a token by which it is known: that which every pod is given, or the one that it asks for itself where it wants no other. */
  const ownToken = async (): Promise<{ path: string; blame: Blame }> => {
    const isGiven = await (await ready('robot')).container(containerWith(robot(), automounted)).file(automounted).exists();
    return isGiven ? { path: automounted, blame: account() } : { path: API.path, blame: source(API.path) };
  };
  const holderOf = async (token: string): Promise<Subject> => await given.as({ token });
  const requireUnknown = async (what: Text, who: Subject, blame: Blame) => {
    await given.refused({ what, code: 401, reason: 'Unauthorized', ...blame }, async () => await who.whoAmI());
  };
  const requireRobot = async (what: Text, who: Subject, blame: Blame) => {
    given.expect(await userOf(who), { ...blame, what }).to.match(/^system:serviceaccount:[^:]+:robot$/);
  };

  test(t.tests.nobody, { part: 'nobody', effect: 'visits' }, async () => {
    const nobody = await given.as('nobody');
    const { status } = await nobody.raw('GET', '/livez');
    if (status === 401) given.skip(t.noAnonymous);
    given.expect(status, { ...server(t.hints.nobody), what: t.statusOf('/livez') }).to.equal(200);
    const somebody = await given.as({ serviceAccount: 'default' });
    for (const path of discovery) {
      given.expect((await somebody.raw('GET', path)).status, { ...server(t.hints.nobody), what: t.statusOf(path) }).to.equal(200);
      const refused = await nobody.raw('GET', path);
      // An API server that lets nobody in elsewhere does not say more than 401.
      const expected = refused.status === 401 ? /Unauthorized/ : /User "system:anonymous" cannot get path/;
      given.expect(`${refused.status} ${messageOf(refused.body)}`, { ...server(t.hints.nobody), what: t.responseTo(path) }).to.match(/^40[13] /).and.to.match(expected);
    }
    // Who says a wrong name is not nobody.
    given.expect((await (await holderOf('made-up')).raw('GET', '/livez')).status, { ...server(t.hints.nobody), what: t.wrongNameAt('/livez') }).to.equal(401);
  });

  test(t.tests.account, { part: 'robot', precondition: true, effect: 'visits' }, async () => {
    const pod = await ready('robot');
    const { path, blame } = await ownToken();
    const token = await tokenAt(path, blame);
    const holder = await holderOf(token);
    await requireRobot(t.userOf(path), holder, account());
    given.expect((await holder.whoAmI()).groups, { ...account(), what: t.groups }).to.include.members(['system:serviceaccounts', 'system:authenticated']);
    given.expect(claimsOf(token)?.pod?.uid, { ...account(), what: t.podOf(path) }).to.equal(pod.uid);
  });

  test(t.tests.bound, { part: 'robot', precondition: true, effect: 'visits' }, async () => {
    const [api, vault] = [claimsOf(await tokenAt(API.path, source(API.path))), claimsOf(await tokenAt(VAULT.path, source(VAULT.path)))];
    given.expect(api?.lifetimeSeconds, { ...sourcePart(API.path, 'expirationSeconds'), what: t.lifetime(API.path) }).to.equal(API.seconds);
    given.expect(vault?.audiences, { ...sourcePart(VAULT.path, 'audience'), what: t.audiences(VAULT.path) }).to.deep.equal([VAULT.audience]);
    const { uid } = await ready('robot');
    for (const [path, claims] of [[API.path, api], [VAULT.path, vault]] as const) given.expect(claims?.pod?.uid, { ...source(path), what: t.podOf(path) }).to.equal(uid);
    // A token without an audience is for the API server; one with the wrong one is for somebody else.
    const audience = sourcePart(API.path, 'audience');
    const forApi = robot().get(audience.field ?? '') === undefined ? source(API.path) : audience;
    await requireRobot(t.userOf(API.path), await holderOf(await tokenAt(API.path, source(API.path))), forApi);
    await requireUnknown(t.tokenFor(VAULT.audience), await holderOf(await tokenAt(VAULT.path, source(VAULT.path))), source(VAULT.path));
  });

  test(t.tests.forged, { part: 'robot', effect: 'visits' }, async () => {
    const token = await tokenAt(API.path, source(API.path));
    const authority = await given.authority('unknown');
    const forged: [Text, string][] = [
      [t.forged.madeUp, 'made-up'],
      [t.forged.changed, withClaims(token, { sub: 'system:serviceaccount:kube-system:default' })],
      [t.forged.longer, withClaims(token, { exp: Math.floor(Date.now() / 1_000) + longPast })],
      [t.forged.unsigned, unsigned(token)],
      [t.forged.signer, authority.token(token)],
    ];
    for (const [what, text] of forged) await requireUnknown(what, await holderOf(text), server(t.hints.tokens(API.seconds, VAULT.audience)));
    await requireRobot(t.userOf(API.path), await holderOf(token), source(API.path));
  });

  test(t.tests.expired, { part: 'robot', effect: 'visits' }, async () => {
    if (!given.onOwnCluster) given.skip(t.cannotSign);
    const token = await tokenAt(API.path, source(API.path));
    const authority = await given.authority('cluster');
    const now = Math.floor(Date.now() / 1_000);
    const times = (begun: number, ended: number) => ({ iat: begun, nbf: begun, exp: ended });
    // Signed by the same hand, the one that is in time is accepted.
    await requireRobot(t.signedInTime, await holderOf(authority.token(token, times(now - longPast, now + hour))), server(t.hints.ended));
    await requireUnknown(t.ended, await holderOf(authority.token(token, times(now - longPast, now - hour))), server(t.hints.ended));
    await requireUnknown(t.notBegun, await holderOf(authority.token(token, times(now + hour, now + longPast))), server(t.hints.ended));
  });

  test(t.tests.quiet, { part: 'quiet', effect: 'reads' }, async () => {
    const blame = { on: given.manifest('Pod', 'quiet'), field: 'spec.automountServiceAccountToken', hint: t.hints.quiet } as const;
    const requireNone = async (pod: Awaited<ReturnType<typeof ready>>) => {
      given.expect(tokenVolumes(pod.object), { ...blame, what: t.tokenVolumes }).to.deep.equal([]);
      given.expect(await pod.container().file(automounted).exists(), { ...blame, what: t.isThere(automounted) }).to.equal(false);
    };
    await requireNone(await ready('quiet'));
    const control = await (await given.namespace('control')).pod('quiet').ready();
    given.expect(await control.container().file(automounted).exists(), { ...blame, what: t.isThere(automounted) }).to.equal(true);
    await given.mustFail(t.withToken, /observed .*"kube-api-access/, () => requireNone(control));
  });

  const request = () => given.manifest('CertificateSigningRequest', PERSON.user);
  const asked = (field: string): Blame => ({ on: request(), field, hint: t.hints.person(PERSON.user, PERSON.group) });
  let person: Promise<Subject> | undefined;

  test(t.tests.person, { part: 'person', precondition: true, effect: 'changes' }, async () => {
    const subject = await given.requestedSubject(request());
    given.expect(subject.user, { ...asked('spec.request'), what: t.commonName }).to.equal(PERSON.user);
    given.expect(subject.groups.filter((group) => group.startsWith('system:')), { ...asked('spec.request'), what: t.systemGroups }).to.deep.equal([]);
    person = given.as({ request: request() });
    const requirePerson = async (who: Subject) => {
      const { username, groups } = await who.whoAmI();
      given.expect(username, { ...asked('spec.request'), what: t.user }).to.equal(PERSON.user);
      given.expect(groups, { ...asked('spec.request'), what: t.groups }).to.include.members([PERSON.group, 'system:authenticated']);
    };
    await requirePerson(await given.blame(asked('spec'), async () => await (person as Promise<Subject>)));
    const alone = await given.as({ user: PERSON.user });
    await given.mustFail(t.withoutGroup, /observed .*"system:authenticated"/, () => requirePerson(alone));
  });

  test(t.tests.unapproved, { part: 'person', effect: 'reads' }, async () => {
    // The learner's own request waits for somebody who knows whether jane is jane.
    const { status } = (await given.read<{ status?: { certificate?: string; conditions?: unknown[] } }>(request())) ?? {};
    if (given.verifies && (status?.conditions ?? []).length > 0) given.skip(t.decided);
    given.expect(status?.conditions ?? [], { ...asked('spec.signerName'), what: t.conditions }).to.deep.equal([]);
    given.expect(status?.certificate, { ...asked('spec.signerName'), what: t.certificate }).to.equal(undefined);
  });

  test(t.tests.otherAuthority, { part: 'certificates', effect: 'visits' }, async () => {
    const order = { user: PERSON.user, groups: [PERSON.group], from: -hour, until: hour } as const;
    const authority = await given.authority('unknown');
    await requireUnknown(t.ofOtherAuthority, await given.as(await authority.certificate(order)), server(t.hints.authority));
  });

  test(t.tests.outOfDate, { part: 'certificates', effect: 'visits' }, async () => {
    if (!given.onOwnCluster) given.skip(t.cannotSign);
    const authority = await given.authority('cluster');
    const who = async (from: number, until: number) => await given.as(await authority.certificate({ user: PERSON.user, from, until }));
    given.expect(await userOf(await who(-longPast, hour)), { ...server(t.hints.ended), what: t.signedInTime }).to.equal(PERSON.user);
    await requireUnknown(t.endedCertificate, await who(-longPast, -hour), server(t.hints.ended));
    await requireUnknown(t.notBegunCertificate, await who(hour, longPast), server(t.hints.ended));
  });

  test(t.tests.ends(longestHours), { part: 'person', level: 'production', seenBy: t.tests.person, effect: 'reads' }, async () => {
    const ends = (await person)?.certificateEnds ?? Number.NaN;
    const hours = Math.round((ends - Date.now()) / 36_000) / 100;
    given.measure('certificateHours', hours);
    given.expect(hours, { on: request(), field: 'spec.expirationSeconds', hint: t.hints.ends(longestHours), what: t.hoursLeft }).to.be.at.most(longestHours);
  });

  test(t.tests.dies, { part: 'robot', section: 'gone', effect: 'changes' }, async () => {
    const pod = await ready('robot');
    const { path, blame } = await ownToken();
    const token = await tokenAt(path, blame);
    const holder = await holderOf(token);
    await requireRobot(t.userOf(path), holder, account());
    const other = await given.as({ serviceAccount: 'robot' });
    await pod.deleted({ graceSeconds: 1 });
    given.measure('refusedAfterMs', await untilRefused(given, holder, { ...account(), hint: t.hints.dies }));
    // It is the pod that is gone, not the account.
    await requireRobot(t.userOfOther, other, { on: 'ServiceAccount/robot', hint: t.hints.dies });
  });
});

/** Who the API server says that asks, or how it refuses to know. */
async function userOf(who: Subject): Promise<string> {
  try {
    return (await who.whoAmI()).username;
  } catch (error) {
    const refused = refusedBy(error);
    if (refused === undefined) throw error;
    return `${refused.code} ${refused.reason}`;
  }
}

function messageOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : '';
}
