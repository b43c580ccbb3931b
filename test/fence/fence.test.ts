import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { refuseTokensWithRights } from '../../harness/fence/account-objects.ts';
import { allowances } from '../../harness/fence/allowance.ts';
import { fence } from '../../harness/fence/fence.ts';
import { imagesOfLessons } from '../../harness/images/image-list.ts';
import { loadLesson } from '../../harness/manifests/load.ts';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { checkout } from '../../harness/process/checkout.ts';
import type { FenceOptions } from '../../harness/fence/fence.ts';
import { needs as ofAuthentication } from '../../specs/authentication/needs.ts';
import { needs as ofAuthorization } from '../../specs/authorization/needs.ts';
import { podNeeds as ofClusterLogging } from '../../specs/cluster-logging/pod-needs.ts';
import { accountKinds as ofKubelet } from '../../specs/kubelet/needs.ts';
import { accountKinds as ofNodes } from '../../specs/nodes/needs.ts';
import { needs as ofRegistry } from '../../specs/registry/needs.ts';
import { podNeeds as ofVolumes } from '../../specs/volumes/pod-needs.ts';
import { hostileObjects } from './hostile.ts';

/** What lessons ask for by their topic. */
const needsOf: Readonly<Record<string, Partial<FenceOptions>>> = {
  '03-volumes': { needs: ofVolumes },
  '10-cluster-logging': { needs: ofClusterLogging },
  '11-authentication': { needs: ofAuthentication.podNeeds, accountKinds: ofAuthentication.accountKinds },
  '12-authorization': { accountKinds: ofAuthorization.accountKinds },
  '14-registry': { needs: ofRegistry.podNeeds, accountKinds: ofRegistry.accountKinds, images: ofRegistry.registry.repositories.map((each) => `${ofRegistry.registry.host}/${each}`) },
  '13-kubelet': { accountKinds: ofKubelet },
  '19-nodes-and-etcd': { accountKinds: ofNodes },
};

describe('the fence around a folder', () => {
  let images: string[];
  before(async () => { images = await imagesOfLessons(); });
  const manifestOf = (object: object): Manifest => new Manifest(object, undefined, '02-logging');
  const judged = (...objects: object[]): ReturnType<typeof fence> => fence(objects.map(manifestOf), { allowed: [], images, standsFor: new Set(['shop']) });

  it('asks whether another image is meant, where one of nearly that name is a lesson\'s', () => {
    const hint = (image: string): string | undefined => judged({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'app', image }] } })[0]?.failure.hint;
    for (const image of ['busibox:1.37', 'registry.example.com/busybox:1.37']) expect(hint(image), image).to.match(/^Did you mean `busybox`\? .*--allow images/);
    expect(hint('redis:8')).to.match(/^Take it out: no lesson needs it\./);
  });

  it('asks whether the folder of a node that the lesson reads is meant', () => {
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'app', image: 'busybox' }], volumes: [{ name: 'v', hostPath: { path: '/var/log/containers' } }] } };
    const hint = (nodeFolders: string[]): string | undefined => fence([manifestOf(object)], { allowed: [], images, needs: { nodeFolders } })[0]?.failure.hint;
    expect(hint(['/var/lib/log-agent', '/var/log/pods'])).to.match(/^Did you mean `\/var\/log\/pods`\? .*--allow host-path/);
    expect(hint([])).to.match(/^Take it out/);
  });

  it('knows more than sixty ways out', () => {
    expect(hostileObjects().length).to.be.above(60);
  });

  for (const { name, object, field, allowance } of hostileObjects()) {
    it(`refuses ${name}`, () => {
      const failures = judged(object);
      expect(failures.map(({ failure }) => failure.field ?? '').filter((each) => field.test(each)), JSON.stringify(failures.map(({ failure }) => failure.field))).to.have.lengthOf(1);
      expect(failures.every(({ failure }) => failure.hint.includes(`--allow ${allowance}`))).to.be.true;
      expect(fence([manifestOf(object)], { allowed: [allowance], images })).to.deep.equal([]);
      expect(fence([manifestOf(object)], { allowed: allowances.filter((each) => each !== allowance), images }), 'others do not allow it').not.to.deep.equal([]);
    });
  }

  for (const lesson of readdirSync(join(checkout, 'manifests')).filter((folder) => /^\d/.test(folder))) {
    it(`lets our own ${lesson} through`, () => {
      expect(fence(loadLesson(join(checkout, 'manifests'), lesson), { allowed: [], images, ...needsOf[lesson] }).map(({ message }) => message)).to.deep.equal([]);
    });
  }

  it('takes no minutes for a name that no API server takes', () => {
    expect(judged({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'x', annotations: { [`${'lbipam.'.repeat(200_000)}!`]: 'x' } }, spec: {} })).to.deep.equal([]);
  });

  it('lets through what only looks like it', () => {
    const pod = (spec: object): object => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'app', image: 'docker.io/library/busybox:1.36@sha256:0' }], ...spec } });
    expect(judged(
      pod({ hostNetwork: false, serviceAccountName: 'default', automountServiceAccountToken: false, tolerations: [{ key: 'a', operator: 'Exists' }] }),
      pod({ securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }], seccompProfile: { type: 'RuntimeDefault' } } }),
      pod({ containers: [{ name: 'app', image: 'busybox', securityContext: { privileged: false, procMount: 'Default', capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }, readinessProbe: { tcpSocket: { port: 1, host: '127.0.0.1' } } }] }),
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', annotations: { 'kubernetes.io/description': 'x' }, finalizers: [] }, spec: { shareProcessNamespace: true, hostUsers: false, terminationGracePeriodSeconds: 999_999, dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.1'] }, hostAliases: [{ ip: '10.96.0.1', hostnames: ['api'] }], securityContext: { supplementalGroups: [0], fsGroup: 0 }, schedulerName: 'nobody', imagePullSecrets: [{ name: 'x' }], containers: [{ name: 'app', image: 'busybox', resources: { claims: [] } }] } },
      { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'x', annotations: { 'nginx.ingress.kubernetes.io/auth-type': 'basic', 'nginx.ingress.kubernetes.io/auth-secret': 'users', 'nginx.ingress.kubernetes.io/rewrite-target': '/', 'nginx.ingress.kubernetes.io/affinity': 'cookie', 'nginx.ingress.kubernetes.io/canary-weight': '10', 'traefik.ingress.kubernetes.io/service.sticky.cookie': 'true', 'cert-manager.io/issuer': 'own', 'external-dns.alpha.kubernetes.io/ttl': '60' } } },
      { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'y', annotations: { 'example.com/about': 'a; {b}', 'traefik.ingress.kubernetes.io/router.pathmatcher': 'PathRegexp', 'nginx.ingress.kubernetes.io/proxy-cookie-path': '/ "/; HttpOnly; Secure; SameSite=Lax"', 'nginx.ingress.kubernetes.io/canary-by-header-pattern': '^a{2,3}$', 'alb.ingress.kubernetes.io/actions.ssl-redirect': '{"Type":"redirect"}' } }, spec: { rules: [{ http: { paths: [{ path: '/v[0-9]{1,2}(/|$)(.*)', pathType: 'ImplementationSpecific', backend: { service: { name: 'x' } } }] } }] } },
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'y', labels: { 'sidecar.istio.io/inject': 'false', 'app.kubernetes.io/name': 'x' }, annotations: { 'linkerd.io/inject': 'disabled', 'istio.io/dataplane-mode': 'none', 'prometheus.io/scrape': 'true', 'cni.projectcalico.org/podIP': '10.0.0.1/32', 'k8s.v1.cni.cncf.io/network-status': '[]', 'kubectl.kubernetes.io/default-container': 'app' } }, spec: { containers: [{ name: 'app', image: 'busybox' }] } },
      { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name: 'y' }, spec: { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } } },
      { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'y', annotations: { 'example.com/about': 'data... of 1..3', 'nfs.io/storage-path': 'a/b..c' } }, spec: {} },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'lb', annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb', 'nginx.ingress.kubernetes.io/load-balance': 'ewma', 'metallb.io/loadBalancerIPs': '' } } },
      { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'x' }, provisioner: 'rancher.io/local-path', parameters: {} },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'y', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } },
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' }, spec: { replicas: 90, template: { metadata: {}, spec: { containers: [{ name: 'app', image: 'busybox' }] } } } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'd' }, data: { metadata: { finalizers: ['x'] } } },
      pod({ volumes: [{ name: 'a' }, { name: 'b', emptyDir: {} }, { name: 'c', projected: { sources: [{ configMap: { name: 'c' } }] } }] }),
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db' }, spec: { type: 'ExternalName', externalName: 'mysql.default.svc.cluster.local' } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'mysql', namespace: 'shop' }, spec: { clusterIP: 'None' } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'alias' }, spec: { type: 'ExternalName', externalName: 'mysql.shop.svc.cluster.local.' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { 'pod.yaml': 'hostNetwork: true' } },
    ).map(({ message }) => message)).to.deep.equal([]);
  });

  it('lets no name lead to a Service of a namespace for which that of the run does not stand', () => {
    const alias = (externalName: string): (string | undefined)[] => judged(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'partner' } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: {} },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'alias' }, spec: { type: 'ExternalName', externalName } },
    ).map(({ failure }) => failure.field);
    expect(alias('web.partner.svc.cluster.local')).to.deep.equal(['spec.externalName']);
    expect(alias('web.shop.svc.cluster.local')).to.deep.equal([]);
    expect(alias('other.shop.svc.cluster.local')).to.deep.equal(['spec.externalName']);
  });

  it('lets pods run as accounts that the folder brings, without tokens', () => {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'agent' }, imagePullSecrets: [{ name: 'x' }] };
    const pod = (spec: object): object => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { serviceAccountName: 'agent', serviceAccount: 'agent', containers: [{ name: 'app', image: 'busybox' }], ...spec } });
    expect(judged(pod({}), account)).to.deep.equal([]);
    expect(judged(pod({})).map(({ failure }) => failure.field)).to.deep.equal(['spec.serviceAccountName', 'spec.serviceAccount']);
    expect(judged(pod({ automountServiceAccountToken: true }), { ...account, automountServiceAccountToken: true }), 'as charts write it; isolation takes it away').to.deep.equal([]);
    expect(judged(pod({ volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } }] }), account, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, type: 'kubernetes.io/service-account-token' }), 'as pods of a hardened account write it; isolation takes it away').to.deep.equal([]);
  });

  it('counts the pods of the whole folder, and its objects, and tells of either once', () => {
    const deployment = (n: number, replicas?: number): object => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `d${n}` }, spec: { ...(replicas === undefined ? {} : { replicas }), template: { spec: { containers: [{ name: 'app', image: 'busybox' }] } } } });
    expect(judged(...Array.from({ length: 100 }, (_, n) => deployment(n)))).to.deep.equal([]);
    expect(judged(...Array.from({ length: 5 }, (_, n) => deployment(n, 30))).map(({ failure }) => [failure.object, failure.observed])).to.deep.equal([['Deployment/d3', '120 pods asked for by the folder; at most 100 are made']]);
    const maps = Array.from({ length: 600 }, (_, n) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `c${n}` } }));
    expect(judged(...maps).map(({ failure }) => [failure.object, failure.observed])).to.deep.equal([['ConfigMap/c500', '600 objects in the folder; at most 500 are applied']]);
  });

  it('lets pods have the priorities that the folder brings', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { priorityClassName: 'urgent', containers: [{ name: 'app', image: 'busybox' }] } };
    expect(judged(pod)).to.have.lengthOf(1);
    expect(judged(pod, { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'urgent' }, value: -1 })).to.deep.equal([]);
  });

  it('lets pods have the runtimes that the folder brings', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { runtimeClassName: 'mine', containers: [{ name: 'app', image: 'busybox' }] } };
    expect(judged(pod)).to.have.lengthOf(1);
    expect(judged(pod, { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'mine' }, handler: 'runc' })).to.deep.equal([]);
  });

  it('tells each at its place, with what it would mean to allow it', () => {
    const [failure] = judged({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'app', image: 'busybox' }], volumes: [{ name: 'v', hostPath: { path: '/etc' } }] } });
    expect(failure?.failure).to.deep.include({
      object: 'Pod/x', field: 'spec.volumes[v].hostPath', refused: true, expected: 'nothing that reaches beyond the namespaces of this run', observed: '"/etc", a folder of the node',
      hint: 'Take it out: no lesson needs it. If you know these files and trust them, `--allow host-path` lets it through: pods read and write folders of the node.',
    });
    expect(failure?.failure.ja.observed).to.equal('"/etc" (ノードのディレクトリ)');
  });

  describe('where the topic of a lesson needs a file of the node, or a token for somebody else', () => {
    const needs = { nodeFiles: ['/etc/machine-id'], audiences: ['vault'] };
    const fieldsOf = (volume: object, ...mounts: object[]): (string | undefined)[] => {
      const containers = mounts.map((mount, n) => ({ name: `c${n}`, image: 'busybox', volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }] }));
      return fence([manifestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers, volumes: [{ name: 'v', ...volume }] } })], { allowed: [], images, needs }).map(({ failure }) => failure.field);
    };

    it('lets any folder have that, to read', () => {
      expect(fieldsOf({ hostPath: { path: '/etc/machine-id', type: 'File' } }, { readOnly: true })).to.deep.equal([]);
      expect(fieldsOf({ hostPath: { path: '/etc/machine-id', type: 'Directory' } }, { readOnly: true }, { readOnly: true })).to.deep.equal([]);
      expect(fieldsOf({ projected: { sources: [{ serviceAccountToken: { path: 't', audience: 'vault' } }] } }, {})).to.deep.equal([]);
    });

    it('lets it be a part of its folder, where nothing else of that is seen', () => {
      const etc = { hostPath: { path: '/etc', type: 'Directory' } };
      const part = { readOnly: true, subPath: 'machine-id' };
      expect(fieldsOf(etc, part, part)).to.deep.equal([]);
      expect(fieldsOf(etc, part, { ...part, readOnly: false })).to.deep.equal(['spec.containers[c1].volumeMounts[0]']);
      for (const other of [{ readOnly: true }, { ...part, subPath: 'shadow' }, { ...part, subPath: '../etc/machine-id' }, { ...part, subPathExpr: '$(X)' }, { readOnly: true, subPathExpr: 'machine-id' }]) {
        expect(fieldsOf(etc, part, other), JSON.stringify(other)).to.deep.equal(['spec.volumes[v].hostPath']);
      }
      expect(fieldsOf(etc, { name: 'other' }), 'mounted nowhere').to.deep.equal(['spec.volumes[v].hostPath']);
    });

    it('lets nobody write to it, or have another', () => {
      expect(fieldsOf({ hostPath: { path: '/etc/machine-id' } }, { readOnly: true }, {})).to.deep.equal(['spec.containers[c1].volumeMounts[0]']);
      for (const path of ['/etc', '/etc/machine-id/..', '/etc/shadow', '/', '/etc/machine-id/', '//etc/machine-id']) expect(fieldsOf({ hostPath: { path } }, { readOnly: true }), path).to.deep.equal(['spec.volumes[v].hostPath']);
      const ofToken = (token: object) => fieldsOf({ projected: { sources: [{ serviceAccountToken: { path: 't', ...token } }] } }, {});
      expect(ofToken({ audience: 'other' })).to.deep.equal(['spec.volumes[v].projected.sources[0].serviceAccountToken.audience']);
    });

    it('lets pods tolerate every taint where they belong on every node', () => {
      const pod = manifestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'c', image: 'busybox' }], tolerations: [{ operator: 'Exists' }] } });
      const fieldsWith = (needs: FenceOptions['needs']): unknown[] => fence([pod], { allowed: [], images, ...(needs === undefined ? {} : { needs }) }).map(({ failure }) => failure.field);
      expect(fieldsWith({ anyTaint: true })).to.deep.equal([]);
      expect(fieldsWith({})).to.deep.equal(['spec.tolerations[0]']);
    });

    it('lets isolation take a priority of the cluster itself from pods that it knows', () => {
      const spec = { containers: [{ name: 'c', image: 'busybox' }], priorityClassName: 'system-node-critical' };
      const fieldsOf = (object: object, withoutSystemPriority: boolean): unknown[] => fence([manifestOf({ metadata: { name: 'x' }, ...object })], { allowed: [], images, withoutSystemPriority }).map(({ failure }) => failure.field);
      const agent = { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { template: { spec } } };
      expect(fieldsOf(agent, true)).to.deep.equal([]);
      expect(fieldsOf(agent, false)).to.deep.equal(['spec.template.spec.priorityClassName']);
      expect(fieldsOf({ apiVersion: 'example.com/v1', kind: 'Rollout', spec: { template: { spec } } }, true)).to.deep.equal(['spec.template.spec.priorityClassName']);
    });

    it('lets a folder that each run has one of its own of be written to, and no other', () => {
      const folderOf = (path: string): (string | undefined)[] => {
        const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'c', image: 'busybox', volumeMounts: [{ name: 'v', mountPath: '/v' }] }], volumes: [{ name: 'v', hostPath: { path } }] } };
        return fence([manifestOf(pod)], { allowed: [], images, needs: { nodeFolders: ['/var/lib/diary'] } }).map(({ failure }) => failure.field);
      };
      for (const path of ['/var/lib/diary', '/var/lib/diary/']) expect(folderOf(path), path).to.deep.equal([]);
      for (const path of ['/var/lib', '/var/lib/diary/..', '/var/lib/diary/x']) expect(folderOf(path), path).to.deep.equal(['spec.volumes[v].hostPath']);
    });

    it('says how to mount it', () => {
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { initContainers: [{ name: 'i', image: 'busybox', volumeMounts: [{ name: 'v', mountPath: '/v' }] }], volumes: [{ name: 'v', hostPath: { path: '/etc/machine-id' } }] } };
      const [failure] = fence([manifestOf(pod)], { allowed: [], images, needs });
      expect(failure?.failure).to.include({ field: 'spec.initContainers[i].volumeMounts[0]', observed: '"/etc/machine-id" of the node, mounted so that it can be written to: say readOnly: true' });
      expect(fence([manifestOf(pod)], { allowed: ['host-path'], images, needs })).to.deep.equal([]);
    });
  });

  describe('where the topic of a lesson needs accounts', () => {
    const options = { allowed: [], needs: { tokens: true, audiences: ['vault'] }, accountKinds: ['ServiceAccount', 'RoleBinding', 'ClusterRole', 'CertificateSigningRequest'] } as const;
    const fieldsOf = (object: object): (string | undefined)[] => fence([manifestOf({ metadata: { name: 'x' }, ...object })], { ...options, images }).map(({ failure }) => failure.field);
    const pod = (spec: object): object => ({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'app', image: 'busybox' }], ...spec } });
    const tokenFor = (audience: string | undefined): object => pod({ volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't', ...(audience === undefined ? {} : { audience }) } }] } }] });

    it('lets its pods run as accounts of their namespace, with tokens for the API server and for whom the lesson says', () => {
      expect(fieldsOf(pod({ serviceAccountName: 'robot', automountServiceAccountToken: true }))).to.deep.equal([]);
      for (const audience of [undefined, '', 'vault', 'https://kubernetes.default.svc.cluster.local']) expect(fieldsOf(tokenFor(audience)), audience).to.deep.equal([]);
      expect(fieldsOf({ kind: 'ServiceAccount' })).to.deep.equal([]);
    });

    it('names the one for whom a token was probably meant', () => {
      const observed = (audience: string) => fence([manifestOf({ metadata: { name: 'x' }, ...tokenFor(audience) })], { ...options, images })[0]?.failure.observed;
      expect(observed('Vault')).to.equal('a token for "Vault"; the lesson has one for vault');
      expect(observed('sts.amazonaws.com')).to.equal('a token for "sts.amazonaws.com"');
    });

    it('lets them have no token for anybody else', () => {
      for (const audience of ['sts.amazonaws.com', 'https://kubernetes.default.svc.example.com']) expect(fieldsOf(tokenFor(audience)), audience).to.deep.equal(['spec.volumes[v].projected.sources[0].serviceAccountToken.audience']);
    });

    it('lets in only the kinds that the lesson names, and never rights in all namespaces', () => {
      expect(fence([manifestOf({ kind: 'Role', metadata: { name: 'x' } })], { ...options, images })).to.have.lengthOf(1);
      expect(fence([manifestOf({ kind: 'ClusterRoleBinding', metadata: { name: 'x' } })], { ...options, images })).to.have.lengthOf(1);
      expect(fieldsOf({ kind: 'ClusterRole', rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] })).to.deep.equal([]);
    });

    it('gives no rights to users and groups of the cluster itself', () => {
      const bound = (...names: string[]): object => ({ kind: 'RoleBinding', subjects: names.map((name) => ({ kind: 'Group', name })) });
      expect(fieldsOf(bound('developers', 'system:serviceaccounts', 'system:serviceaccounts:default', 'system:serviceaccount:default:robot'))).to.deep.equal([]);
      expect(fieldsOf(bound('developers', 'system:authenticated', 'system:unauthenticated', 'system:serviceaccountsx'))).to.deep.equal(['subjects[1].name', 'subjects[2].name', 'subjects[3].name']);
    });

    it('gives rights in the whole cluster to nobody but ServiceAccounts of the run', () => {
      const bound = (kind: string, name: string): (string | undefined)[] => fence([manifestOf({ kind: 'ClusterRoleBinding', metadata: { name: 'x' }, subjects: [{ kind, name }] })], { allowed: [], images, accountKinds: ['ClusterRoleBinding'] }).map(({ failure }) => failure.field);
      for (const [kind, name] of [['ServiceAccount', 'robot'], ['Group', 'system:serviceaccounts'], ['Group', 'system:serviceaccounts:default'], ['User', 'system:serviceaccount:default:robot']] as const) expect(bound(kind, name), name).to.deep.equal([]);
      for (const [kind, name] of [['User', 'jane'], ['Group', 'developers'], ['Group', 'system:authenticated'], ['User', 'system:anonymous']] as const) expect(bound(kind, name), name).to.have.lengthOf(1);
      const [account] = fence([manifestOf({ kind: 'ClusterRoleBinding', metadata: { name: 'x' }, subjects: [{ kind: 'User', name: 'log-reader' }] })], { allowed: [], images, accountKinds: ['ClusterRoleBinding'] });
      expect(account?.failure).to.include({ field: 'subjects[log-reader].kind' });
      expect(account?.failure.hint).to.match(/^Did you mean `ServiceAccount`\?/);
    });

    it('never lets a folder have programs with tokens and rights for them at once', () => {
      expect(() => { refuseTokensWithRights(true, ['ServiceAccount', 'RoleBinding']); }).to.throw('cannot let its folders give rights');
      expect(() => { refuseTokensWithRights(true, ['ServiceAccount', 'CertificateSigningRequest']); refuseTokensWithRights(false, ['Role', 'RoleBinding']); }).not.to.throw();
    });

    it('takes requests to the signer that waits for an approval, and to no other', () => {
      const request = (signerName?: string): object => ({ kind: 'CertificateSigningRequest', spec: { signerName } });
      expect(fieldsOf(request('kubernetes.io/kube-apiserver-client'))).to.deep.equal([]);
      for (const signer of ['kubernetes.io/kube-apiserver-client-kubelet', 'kubernetes.io/kubelet-serving', undefined]) expect(fieldsOf(request(signer)), signer).to.deep.equal(['spec.signerName']);
    });
  });
});
