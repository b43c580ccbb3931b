import type { Given, Subject } from '../harness/lesson/given.ts';
import { refusedBy } from '../harness/expect/refusal.ts';
import { lesson, test } from '../harness/lesson/lesson.ts';
import { catalogue } from '../harness/text/catalogue.ts';
import { verbatim, type Text } from '../harness/text/language.ts';
import { en } from './13-kubelet.en.ts';
import { ja } from './13-kubelet.ja.ts';
import { clientBeside } from './checks/client-beside.ts';
import { useOfSecret } from './checks/secret-use.ts';
import { askKubelet, kubeletPort } from './kubelet/ask.ts';
import { accountKinds } from './kubelet/needs.ts';
import { partsOf, type KubeletPart } from './kubelet/parts.ts';
import { decidingField } from './kubelet/rights.ts';
import { valuesIn } from './checks/settings.ts';
import { requireSafe, unsafe } from './kubelet/settings.ts';

const t = catalogue(en, ja);

/** Accounts with one right each, and which that is. */
const accounts = { 'metrics-reader': 'metrics', 'log-reader': 'log', 'settings-reader': 'configz', operator: 'proxy' } as const;

/** The port at which a kubelet would answer anybody. */
const readOnlyPort = 10_255;

/** A change of a Node that nobody notices; all of them are dry runs. */
const harmless = { metadata: { annotations: { 'cndjp2-e2e/kubelet': 'was here' } } };

/** From where the nodes are asked: what policies of the folder keep from its own pods is no matter of theirs. */
const controls = async (given: Given): Promise<void> => { await given.namespace('control'); };

lesson('13-kubelet', { verifiable: true, clusterWide: ['ClusterRole', 'ClusterRoleBinding'], accountKinds, credentials: ['tokens', 'impersonation'], controls }, (given: Given) => {
  const keeper = { on: 'Pod/keeper', hint: t.hints.keeper } as const;
  const ready = () => given.pod('keeper').ready({ starts: 'at once', blame: keeper });
  const account = async (name: string): Promise<Subject> => await given.as({ serviceAccount: name });

  /** Asks the kubelet of every node for each part of its API, and judges each response. */
  const forEachPart = async (who: Subject, judge: (part: KubeletPart, node: string, response: { status: number; body: string }) => void) => {
    const { name, object: { metadata, spec } } = await ready();
    const parts = partsOf({ namespace: metadata?.namespace ?? '', name, container: spec?.containers[0]?.name ?? '' });
    const nodes = await given.nodes();
    const asked = await Promise.all(nodes.flatMap((node) => parts.map(async (part) => ({ part, node, response: await askKubelet(given, who, node, part.path) }))));
    for (const { part, node, response } of asked) judge(part, node, response);
  };

  test(t.tests.starts, { section: 'closed', precondition: true, effect: 'reads' }, async () => {
    await ready();
  });

  test(t.tests.nobody, { section: 'closed', effect: 'reads' }, async () => {
    const refused = async (who: Subject, called: Text) => {
      await forEachPart(who, ({ path }, node, { status }) => {
        given.expect(status, { on: `Node/${node}`, hint: t.hints.closed(node), what: t.request(called, path, node) }).to.equal(401);
      });
    };
    await refused(await given.as('nobody'), t.noCredentials);
    await refused(await given.as({ token: 'made-up' }), t.madeUp);
    const stranger = await account('stranger');
    await given.mustFail(t.everybodyOut, /: 401, observed (?!401)/, async () => { await refused(stranger, verbatim('stranger')); });
  });

  /** Throws unless an account is refused with the right that it lacks. */
  const requireRefused = async (name: string, isAllowed: (part: KubeletPart) => boolean) => {
    const who = await account(name);
    const { username } = await who.whoAmI();
    await forEachPart(who, (part, node, { status, body }) => {
      const { path, rights } = part;
      const [right = ''] = rights;
      const what = t.request(name, path, node);
      if (isAllowed(part)) {
        given.expect(status, { ...decidingField(given.manifests, name, rights.find((each) => each === accounts[name as keyof typeof accounts]) ?? right), hint: t.hints.allowed(name, `nodes/${accounts[name as keyof typeof accounts]}`), what }).to.equal(part.status);
        return;
      }
      const blame = { ...decidingField(given.manifests, name, right), hint: name === 'stranger' ? t.hints.stranger : t.hints.forbidden(name, right) };
      given.expect(status, { ...blame, what }).to.equal(403);
      given.expect(body, { ...blame, what }).to.fit<string>(t.missing(right), (text) => text.includes(`user=${username}`) && new RegExp(`subresource\\(s\\)=\\[[^\\]]*\\b${right}\\b`).test(text));
    });
  };

  test(t.tests.stranger, { section: 'closed', effect: 'reads' }, async () => {
    await requireRefused('stranger', () => false);
  });

  for (const [name, right] of Object.entries(accounts)) {
    test(t.tests.only(name, right), { section: 'rights', effect: 'reads' }, async () => {
      await requireRefused(name, ({ rights }) => rights.includes(right));
      // With the right, the check that it takes to be refused notices.
      await given.mustFail(t.strangerIn, /: 403, observed 200/, async () => { await requireRefused(name, () => false); });
    });
  }

  test(t.tests.throughServer, { section: 'proxy', effect: 'reads' }, async () => {
    const [node = ''] = await given.nodes();
    const path = `/api/v1/nodes/${node}/proxy/metrics`;
    const ask = async (name: string) => (await account(name)).client.rest.text('GET', path);
    for (const name of ['metrics-reader', 'log-reader', 'settings-reader']) {
      await given.refused({ what: t.proxied, code: 403, reason: 'Forbidden', message: /cannot get resource "nodes\/proxy"/, ...decidingField(given.manifests, name, 'proxy'), hint: t.hints.throughServer(name) }, async () => await ask(name));
    }
    const letIn = { ...decidingField(given.manifests, 'operator', 'proxy'), hint: t.hints.allowed('operator', 'nodes/proxy'), what: t.letIn };
    const metrics = await ask('operator').catch((error: unknown) => {
      const refused = refusedBy(error);
      if (refused === undefined) throw error;
      return `${refused.code} ${refused.message}`;
    });
    given.expect(metrics, letIn).to.include('kubelet_');
  });

  test(t.tests.readOnlyPort(readOnlyPort), { section: 'closed', effect: 'visits' }, async () => {
    const client = await clientBeside(given);
    for (const node of await given.nodes()) {
      const host = await given.node(node).address();
      const connects = async (port: number) => (await client.reach({ host, port, protocol: 'tcp' })).verdict;
      given.expect(await connects(kubeletPort), { on: `Node/${node}`, what: t.connection(kubeletPort, node) }).to.equal('reached');
      given.expect(await connects(readOnlyPort), { on: `Node/${node}`, hint: t.hints.readOnlyPort, what: t.connection(readOnlyPort, node) }).to.equal('refused');
    }
  });

  test(t.tests.settings, { section: 'settings', effect: 'reads' }, async () => {
    const reader = await account('settings-reader');
    for (const node of await given.nodes()) {
      const { status, body } = await askKubelet(given, reader, node, '/configz');
      given.expect(status, { ...decidingField(given.manifests, 'settings-reader', 'configz'), hint: t.hints.allowed('settings-reader', 'nodes/configz'), what: t.request('settings-reader', '/configz', node) }).to.equal(200);
      const { kubeletconfig } = JSON.parse(body) as { kubeletconfig: object };
      const blame = { on: `Node/${node}`, hint: t.hints.settings(node) } as const;
      requireSafe(given, kubeletconfig, blame);
      for (const { field, settings } of unsafe(kubeletconfig)) {
        await given.mustFail(t.otherSetting(field), new RegExp(field.replaceAll('.', '\\.')), () => { requireSafe(given, settings, blame); });
      }
    }
  });

  /** The node of the pod, and another one. */
  const twoNodes = async (): Promise<{ own: string; other: string }> => {
    if (!given.onOwnCluster) given.skip(t.noNodeCredentials);
    const own = (await ready()).node;
    const other = (await given.nodes()).find((each) => each !== own);
    return other === undefined ? given.skip(t.oneNode) : { own, other };
  };
  const restriction = (node: string) => ({ on: `Node/${node}`, hint: t.hints.restriction }) as const;

  test(t.tests.ownNode, { section: 'node', effect: 'reads' }, async () => {
    const { own, other } = await twoNodes();
    const kubelet = await given.as({ node: own });
    const { username, groups } = await kubelet.whoAmI();
    given.expect(username, { ...restriction(own), what: t.whoIs(own) }).to.equal(`system:node:${own}`);
    given.expect(groups, { ...restriction(own), what: t.groups }).to.include('system:nodes');

    const patch = async (who: Subject, node: string, body: object) => await who.client.rest.json('PATCH', `/api/v1/nodes/${node}?dryRun=All`, { body, contentType: 'application/merge-patch+json' });
    const changes: [what: Text, node: string, body: object, message: RegExp][] = [
      [t.otherPatch, other, harmless, new RegExp(`is not allowed to modify node|cannot patch.*"${other}"|only its own Node`)],
      [t.label, own, { metadata: { labels: { 'node-restriction.kubernetes.io/vault': 'true' } } }, /not allowed to modify labels.*node-restriction/],
      [t.taint, own, { spec: { taints: [{ key: 'cndjp2-e2e/kubelet', effect: 'PreferNoSchedule' }] } }, /not allowed to modify taints/],
    ];
    const { status } = await kubelet.raw('PATCH', `/api/v1/nodes/${own}?dryRun=All`, harmless);
    given.expect(status, { ...restriction(own), what: t.ownPatch(own) }).to.equal(200);
    const administrator = await given.as({ impersonate: 'an-administrator', groups: ['system:masters'] });
    for (const [what, node, body, message] of changes) {
      await given.refused({ what, code: 403, reason: 'Forbidden', message, ...restriction(node) }, async () => await patch(kubelet, node, body));
      await patch(administrator, node, body);
    }
  });

  /** What a Secret of the folder holds; something must be in it that can be read or not. */
  const contentOf = (secret: string): Record<string, string> => {
    const manifest = given.manifest('Secret', secret);
    const written = Object.fromEntries(Object.entries<unknown>(valuesIn(manifest)).map(([key, value]) => [key, String(value)]));
    if (Object.keys(written).length === 0) given.fail({ on: manifest, hint: t.hints.empty(secret), expected: t.something, observed: t.nothing });
    return written;
  };
  /** What is in a Secret as somebody reads it, or how they are refused. */
  const contentFor = async (who: Subject, secret: string): Promise<Record<string, string> | string> => {
    try {
      const found = await who.read<{ data?: Record<string, string> }>(`Secret/${secret}`);
      return Object.fromEntries(Object.entries(found?.data ?? {}).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
    } catch (error) {
      const refused = refusedBy(error);
      if (refused === undefined) throw error;
      return `${refused.code} ${refused.message}`;
    }
  };
  const noPath = /no relationship found between node/;

  test(t.tests.ownSecrets, { section: 'node', effect: 'reads' }, async () => {
    const { own, other } = await twoNodes();
    const [kubelet, another] = await Promise.all([given.as({ node: own }), given.as({ node: other })]);
    const keeper = given.manifest('Pod', 'keeper');
    // Where it uses another one, that stands in the place of this one.
    const instead = given.manifests.all('Secret').flatMap(({ name }) => useOfSecret(keeper, name) ?? []);
    const used = { on: keeper, field: useOfSecret(keeper, given.manifest('Secret', 'door').name) ?? instead[0] ?? 'spec.volumes', hint: t.hints.used('Secret/door') } as const;
    const content = contentOf('door');
    given.manifest('Secret', 'safe');
    given.expect(await contentFor(kubelet, 'door'), { ...used, what: t.contentOf('Secret/door', own) }).to.deep.equal(content);
    // The API server writes what an account has into the pods that run as that account.
    const account = given.manifests.find('ServiceAccount', keeper.get('spec.serviceAccountName') ?? 'default');
    const user = [keeper, account].find((each) => each !== undefined && useOfSecret(each, 'safe') !== undefined) ?? keeper;
    const unused = { on: user, field: useOfSecret(user, 'safe') ?? 'spec', hint: t.hints.unused('Secret/safe') } as const;
    await given.refused({ what: t.secretRead('Secret/safe', own), code: 403, reason: 'Forbidden', message: noPath, ...unused }, async () => await kubelet.read('Secret/safe'));
    await given.refused({ what: t.secretRead('Secret/door', other), code: 403, reason: 'Forbidden', message: noPath, ...restriction(other) }, async () => await another.read('Secret/door'));
    await given.refused({ what: t.allSecrets, code: 403, reason: 'Forbidden', message: /cannot list resource "secrets"/, ...restriction(own) }, async () => await kubelet.list('Secret'));
  });

  test(t.tests.moved, { section: 'node', effect: 'changes' }, async () => {
    const { other } = await twoNodes();
    const another = await given.as({ node: other });
    const there = given.manifest('Pod', 'keeper').named('keeper-elsewhere').without('spec.affinity').with('spec.nodeSelector', { 'kubernetes.io/hostname': other });
    await given.apply(there);
    await given.pod(there.name).ready({ starts: 'at once', blame: keeper });
    given.expect(await contentFor(another, 'door'), { ...restriction(other), what: t.contentOf('Secret/door', other) }).to.deep.equal(contentOf('door'));
  });
});
