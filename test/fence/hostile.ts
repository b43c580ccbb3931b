import { stringify } from 'yaml';
import type { Allowance } from '../../harness/fence/allowance.ts';

type Fields = Record<string, unknown>;

/** One object that reaches beyond its namespace, and the field that says so. */
export interface Hostile {
  name: string;
  object: Fields;
  field: RegExp;
  allowance: Allowance;
}

const container = { name: 'app', image: 'busybox:1.37' };

/** What a pod's spec may say that it must not, each with the field at fault. */
const ofPods: readonly [string, Fields, RegExp, Allowance][] = [
  ['the root folder of the node', { volumes: [{ name: 'v', hostPath: { path: '/' } }] }, /volumes\[v\]\.hostPath$/, 'host-path'],
  ['a network file system', { volumes: [{ name: 'v', nfs: { server: '10.0.0.1', path: '/' } }] }, /volumes\[v\]\.nfs$/, 'storage'],
  ['a volume of a driver', { volumes: [{ name: 'v', csi: { driver: 'x.example' } }] }, /volumes\[v\]\.csi$/, 'storage'],
  ['the network of the node', { hostNetwork: true }, /hostNetwork$/, 'host'],
  ['the processes of the node', { hostPID: true }, /hostPID$/, 'host'],
  ['the memory of the node\'s processes', { hostIPC: true }, /hostIPC$/, 'host'],
  ['a node by name', { nodeName: 'cndjp-control-plane' }, /nodeName$/, 'nodes'],
  ['every node', { tolerations: [{ operator: 'Exists' }] }, /tolerations\[0\]$/, 'nodes'],
  ['the priority of the cluster itself', { priorityClassName: 'system-node-critical' }, /priorityClassName$/, 'nodes'],
  ['another account', { serviceAccountName: 'admin' }, /serviceAccountName$/, 'accounts'],
  ['another account by the old name', { serviceAccount: 'admin' }, /serviceAccount$/, 'accounts'],
  ['no system call filter', { securityContext: { seccompProfile: { type: 'Unconfined' } } }, /securityContext\.seccompProfile\.type$/, 'privileged'],
  ['no AppArmor', { securityContext: { appArmorProfile: { type: 'Unconfined' } } }, /appArmorProfile\.type$/, 'privileged'],
  ['settings of the kernel', { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }, /sysctls\[(?:0|kernel\.msgmax)\]$/, 'privileged'],
  ['another SELinux type', { securityContext: { seLinuxOptions: { type: 'spc_t' } } }, /seLinuxOptions$/, 'privileged'],
  ['the priority of somebody else\'s pods', { priorityClassName: 'production' }, /priorityClassName$/, 'nodes'],
  ['a device by a claim', { resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }] }, /resourceClaims$/, 'devices'],
  ['a runtime of the cluster', { runtimeClassName: 'nvidia' }, /runtimeClassName$/, 'devices'],
  ['a folder outside by a claim of the pod', { volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { metadata: { annotations: { 'nfs.io/storage-path': '../x' } } } } }] }, /volumes\[v\]\.ephemeral\.volumeClaimTemplate\.metadata\.annotations\['nfs\.io\/storage-path'\]$/, 'storage'],
  ['a volume of an image', { volumes: [{ name: 'v', image: { reference: 'evil.example/x' } }] }, /volumes\[v\]\.image$/, 'storage'],
  ['a certificate of a pod', { volumes: [{ name: 'v', projected: { sources: [{ podCertificate: { signerName: 'x.example/y', keyType: 'ED25519' } }] } }] }, /sources\[0\]\.podCertificate$/, 'accounts'],
  ['an account of Active Directory', { securityContext: { windowsOptions: { gmsaCredentialSpecName: 'admin' } } }, /windowsOptions\.gmsaCredentialSpecName$/, 'accounts'],
  ['data of another namespace by a claim of the pod', { volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { spec: { dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'data', namespace: 'kube-system' } } } } }] }, /volumeClaimTemplate\.spec\.dataSourceRef\.namespace$/, 'storage'],
  ['a process of a Windows host', { securityContext: { windowsOptions: { hostProcess: true } } }, /hostProcess$/, 'privileged'],
];

/** The same of a container. */
const ofContainers: readonly [string, Fields, RegExp, Allowance][] = [
  ['all rights', { securityContext: { privileged: true } }, /privileged$/, 'privileged'],
  ['the right to everything', { securityContext: { capabilities: { add: ['SYS_ADMIN'] } } }, /capabilities\.add$/, 'privileged'],
  ['all capabilities', { securityContext: { capabilities: { add: ['ALL'] } } }, /capabilities\.add$/, 'privileged'],
  ['an unmasked /proc', { securityContext: { procMount: 'Unmasked' } }, /procMount$/, 'privileged'],
  ['no filter of its own', { securityContext: { seccompProfile: { type: 'Unconfined' } } }, /seccompProfile\.type$/, 'privileged'],
  ['a port of the node', { ports: [{ containerPort: 80, hostPort: 80 }] }, /ports\[.+\]\.hostPort$/, 'host'],
  ['a device', { resources: { limits: { 'vendor.example/gpu': 1 } } }, /limits\['vendor\.example\/gpu'\]$/, 'devices'],
  ['a device of a claim', { resources: { claims: [{ name: 'gpu' }] } }, /resources\.claims$/, 'devices'],
  ['a raw volume', { volumeDevices: [{ name: 'v', devicePath: '/dev/x' }] }, /volumeDevices$/, 'devices'],
  ['a probe of another host', { readinessProbe: { httpGet: { host: '169.254.169.254', port: 80 } } }, /readinessProbe\.httpGet\.host$/, 'network'],
  ['a hook to another host', { lifecycle: { preStop: { httpGet: { host: '10.96.0.1', port: 443 } } } }, /lifecycle\.preStop\.httpGet\.host$/, 'network'],
  ['a program from anywhere', { image: 'evil.example/busybox:1.37' }, /image$/, 'images'],
  ['a program that no lesson has', { image: 'alpine:3' }, /image$/, 'images'],
];

/** Where a pod's spec may stand. */
const workloads: readonly ((spec: Fields) => Fields)[] = [
  (spec) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec }),
  (spec) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' }, spec: { selector: {}, template: { metadata: {}, spec } } }),
  (spec) => ({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'x' }, spec: { schedule: '* * * * *', jobTemplate: { spec: { template: { spec } } } } }),
  (spec) => ({ apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'x' }, template: { spec } }),
  (spec) => ({ apiVersion: 'example.com/v1', kind: 'Rollout', metadata: { name: 'x' }, spec: { strategy: { canary: { template: { spec } } } } }),
];

/** Other kinds. */
const ofOthers: readonly [string, Fields, RegExp, Allowance][] = [
  ['a token in a pod that isolation does not know', { apiVersion: 'example.com/v1', kind: 'Rollout', spec: { template: { spec: { containers: [container], volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } }] } } } }, /sources\[0\]\.serviceAccountToken$/, 'accounts'],
  ['a token in a second pod of an object', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [container], other: { containers: [container], volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } }] } } }, /^spec\.other.*serviceAccountToken$/, 'accounts'],
  ['a volume elsewhere', { apiVersion: 'v1', kind: 'PersistentVolume', spec: { iscsi: { targetPortal: '10.0.0.1' } } }, /^spec\.iscsi$/, 'storage'],
  ['addresses that are not its own', { apiVersion: 'v1', kind: 'Service', spec: { externalIPs: ['8.8.8.8'] } }, /^spec\.externalIPs$/, 'network'],
  ['the API server by another name', { apiVersion: 'v1', kind: 'Service', spec: { type: 'ExternalName', externalName: 'kubernetes.default.svc.cluster.local' } }, /^spec\.externalName$/, 'network'],
  ['a host outside', { apiVersion: 'v1', kind: 'Service', spec: { type: 'ExternalName', externalName: 'metadata.google.internal' } }, /^spec\.externalName$/, 'network'],
  ['endpoints by hand', { apiVersion: 'v1', kind: 'Endpoints', subsets: [{ addresses: [{ ip: '10.96.0.1' }] }] }, /^$/, 'network'],
  ['endpoint slices by hand', { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', endpoints: [] }, /^$/, 'network'],
  ['configuration of the controller', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations: { 'nginx.ingress.kubernetes.io/configuration-snippet': 'x' } } }, /configuration-snippet'\]$/, 'network'],
  ['requests of the controller', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations: { 'nginx.ingress.kubernetes.io/auth-url': 'http://10.0.0.1' } } }, /auth-url'\]$/, 'network'],
  ...['nginx.org/location-snippets', 'nginx.ingress.kubernetes.io/server-alias', 'nginx.ingress.kubernetes.io/mirror-host', 'nginx.ingress.kubernetes.io/auth-tls-match-cn', 'traefik.ingress.kubernetes.io/router.middlewares',
    'haproxy-ingress.github.io/server-alias-regex', 'haproxy-ingress.github.io/redirect-from', 'haproxy-ingress.github.io/tcp-service-port', 'appgw.ingress.kubernetes.io/hostname-extension',
    'traefik.ingress.kubernetes.io/router.tls.options', 'traefik.ingress.kubernetes.io/Router.MiddleWares', 'alb.ingress.kubernetes.io/security-groups', 'haproxy-ingress.github.io/config-backend', 'alb.ingress.kubernetes.io/group.name', 'external-dns.alpha.kubernetes.io/hostname',
  ].map((annotation): typeof ofOthers[number] => [`the annotation ${annotation}`, { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations: { [annotation]: 'x' } } }, /annotations\['[^']+'\]$/, 'network']),
  ['passwords of another namespace', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations: { 'nginx.ingress.kubernetes.io/auth-secret': 'kube-system/users' } } }, /auth-secret'\]$/, 'network'],
  ['certificates of another namespace', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations: { 'haproxy-ingress.github.io/secure-verify-ca-secret': 'kube-system/ca' } } }, /ca-secret'\]$/, 'network'],
  ['what belongs to the account of a cloud', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations: { 'alb.ingress.kubernetes.io/actions.x': '{"type":"forward","targetGroupARN":"arn:aws:elasticloadbalancing:x"}' } } }, /actions\.x'\]$/, 'network'],
  ['logs in a bucket of the account', { apiVersion: 'v1', kind: 'Service', metadata: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-access-log-s3-bucket-name': 'x' } } }, /bucket-name'\]$/, 'network'],
  ['configuration of nginx by a value', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/x; proxy_pass http://10.0.0.1' } } }, /rewrite-target'\]$/, 'network'],
  ['configuration of nginx by a path', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: { rules: [{ host: 'api.k8s', http: { paths: [{ path: '/', pathType: 'Prefix' }, { path: '/a/ { alias /etc/ }', pathType: 'ImplementationSpecific' }] } }] } }, /^spec\.rules\[0\]\.http\.paths\[1\]\.path$/, 'network'],
  ['a rule of Traefik for every host by a path', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: { rules: [{ host: 'api.k8s', http: { paths: [{ path: '/`) || HostRegexp(`.+`) || Path(`/x', pathType: 'Prefix' }] } }] } }, /paths\[0\]\.path$/, 'network'],
  ['a rule of Traefik for every host by its matcher', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations: { 'traefik.ingress.kubernetes.io/router.pathmatcher': 'HostRegexp(`.*`) || Path' } } }, /pathmatcher'\]$/, 'network'],
  ['a rule of Traefik by its matcher in other letters', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations: { 'traefik.ingress.kubernetes.io/Router.PathMatcher': 'HostRegexp(`.*`) || Path' } } }, /PathMatcher'\]$/, 'network'],
  ['a route to an object of a controller', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: { rules: [{ http: { paths: [{ path: '/', backend: { resource: { kind: 'TraefikService', name: 'api@internal' } } }] } }] } }, /paths\[0\]\.backend\.resource$/, 'kinds'],
  ['a default route to an object of a controller', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: { defaultBackend: { resource: { kind: 'StorageBucket', name: 'x' } } } }, /^spec\.defaultBackend\.resource$/, 'kinds'],
  ['a name in DNS', { apiVersion: 'v1', kind: 'Service', metadata: { annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'www.example.com' } } }, /hostname'\]$/, 'network'],
  ['an address of a load balancer', { apiVersion: 'v1', kind: 'Service', spec: { type: 'LoadBalancer', loadBalancerIP: '192.0.2.1' } }, /^spec\.loadBalancerIP$/, 'network'],
  ...['metallb.io/loadBalancerIPs', 'metallb.universe.tf/allow-shared-ip', 'metallb.io/address-pool', 'purelb.io/addresses', 'kube-vip.io/loadbalancerIPs', 'lbipam.cilium.io/ips', 'io.cilium/lb-ipam-sharing-key', 'networking.gke.io/load-balancer-ip-addresses',
    'service.beta.kubernetes.io/aws-load-balancer-eip-allocations', 'service.beta.kubernetes.io/azure-load-balancer-ipv4', 'loadbalancer.openstack.org/load-balancer-id',
  ].map((annotation): typeof ofOthers[number] => [`an address by the annotation ${annotation}`, { apiVersion: 'v1', kind: 'Service', metadata: { annotations: { [annotation]: '192.0.2.1' } } }, /annotations\['[^']+'\]$/, 'network']),
  ['an address that was reserved', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations: { 'kubernetes.io/ingress.global-static-ip-name': 'www' } } }, /static-ip-name'\]$/, 'network'],
  ['a pod of the cluster\'s that empties the volume', { apiVersion: 'v1', kind: 'PersistentVolume', spec: { hostPath: { path: '/data' }, persistentVolumeReclaimPolicy: 'Recycle' } }, /^spec\.persistentVolumeReclaimPolicy$/, 'storage'],
  ['a pod without seccomp by annotation', { apiVersion: 'v1', kind: 'Pod', metadata: { annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' } }, spec: { containers: [container] } }, /annotations\['seccomp/, 'privileged'],
  ['folders of nodes by a provisioner', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'rancher.io/local-path', parameters: { pathPattern: '../../../etc' } }, /^parameters$/, 'storage'],
  ['options of mounts', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'nfs.csi.k8s.io', mountOptions: ['suid'] }, /^mountOptions$/, 'storage'],
  ['an event that nobody saw', { apiVersion: 'v1', kind: 'Event', reason: 'Evicted', involvedObject: { kind: 'Pod', name: 'x' } }, /^$/, 'kinds'],
  ['an event of the new kind', { apiVersion: 'events.k8s.io/v1', kind: 'Event', reason: 'Evicted' }, /^$/, 'kinds'],
  ['an older version of a workload', { apiVersion: 'apps/v1', kind: 'ControllerRevision', revision: 1, data: { spec: { template: { spec: {} } } } }, /^$/, 'kinds'],
  ['a Namespace that takes the admission away', { apiVersion: 'v1', kind: 'Namespace', metadata: { labels: { 'pod-security.kubernetes.io/enforce': null } } }, /enforce'\]$/, 'privileged'],
  ['devices by an annotation', { apiVersion: 'v1', kind: 'Pod', metadata: { annotations: { 'cdi.k8s.io/x': 'vendor.example/gpu=all' } }, spec: { containers: [container] } }, /annotations\['cdi/, 'devices'],
  ['a network of the node by an annotation', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { metadata: { annotations: { 'k8s.v1.cni.cncf.io/networks': 'kube-system/host' } }, spec: { containers: [container] } } } }, /annotations\['k8s\.v1/, 'network'],
  ['a pod behind containers that nobody reads', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { containers: [container], template: { spec: { containers: [{ ...container, securityContext: { privileged: true } }] } } } }, /template\.spec\.containers.*privileged$/, 'privileged'],
  ['a pod beside a spec that nobody reads', { apiVersion: 'v1', kind: 'PodTemplate', spec: {}, template: { spec: { containers: [container], hostPID: true } } }, /^template\.spec\.hostPID$/, 'host'],
  ...([
    ['io.katacontainers.config.hypervisor.path', 'privileged'], ['run.oci.hooks.stderr', 'privileged'], ['cni.projectcalico.org/floatingIPs', 'network'], ['ovn.kubernetes.io/ip_address', 'network'],
    ['iam.amazonaws.com/role', 'accounts'], ['vault.hashicorp.com/agent-inject', 'accounts'], ['sidecar.istio.io/proxyImage', 'kinds'], ['config.linkerd.io/proxy-image', 'kinds'], ['dapr.io/sidecar-image', 'kinds'], ['instrumentation.opentelemetry.io/inject-java', 'kinds'],
    ...['telepresence.getambassador.io/inject-traffic-agent', 'telepresence.io/inject-traffic-agent', 'appmesh.k8s.aws/mesh', 'openservicemesh.io/sidecar-injection', 'networkservicemesh.io', 'injector.nsm.nginx.com/auto-inject', 'skupper.io/proxy', 'gke-gcsfuse/volumes', 'akeyless/enabled', 'conjur.org/inject', 'stork.libopenstorage.org/x', 'istio.io/dataplane-mode', 'istio.io/use-waypoint-namespace', 'propagate.hnc.x-k8s.io/all'].map((name) => [name, 'kinds'] as const),
    ...['ad.datadoghq.com/app.instances', 'co.elastic.logs/raw', 'co.elastic.metrics/hosts', 'telegraf.influxdata.com/inputs'].map((name) => [name, 'host'] as const),
    ...['k8s.ovn.org/routing-namespaces', 'vpc.amazonaws.com/pod-ips', 'ipam.antrea.io/pod-ips', 'kube-router.io/service.advertise.externalip', 'kube-vip.io/egress', 'cloud.google.com/neg', 'service.beta.kubernetes.io/azure-pls-create'].map((name) => [name, 'network'] as const),
    ...['openshift.io/run-level', 'openshift.io/sa.scc.uid-range'].map((name) => [name, 'privileged'] as const),
  ] as const).map(([name, allowance]): typeof ofOthers[number] => [`pods with the annotation ${name}`, { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { metadata: { annotations: { [name]: 'x' } }, spec: { containers: [container] } } } }, /^spec\.template\.metadata\.annotations\['[^']+'\]$/, allowance]),
  ['an account of a cloud by a label', { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { 'azure.workload.identity/use': 'true' } }, spec: { containers: [container] } }, /^metadata\.labels\['azure/, 'accounts'],
  ...['eks.amazonaws.com/role-arn', 'iam.gke.io/gcp-service-account'].map((name): typeof ofOthers[number] => [`an account by ${name}`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { annotations: { [name]: 'admin' } } }, /annotations\['[^']+'\]$/, 'accounts']),
  ['copies in all namespaces', { apiVersion: 'v1', kind: 'Secret', metadata: { annotations: { 'replicator.v1.mittwald.de/replicate-to': '.*' } } }, /replicate-to'\]$/, 'kinds'],
  ['a claim on which a webhook acts', { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { volumeClaimTemplates: [{ metadata: { name: 'v', annotations: { 'vault.hashicorp.com/agent-inject': 'true' } } }] } }, /^spec\.volumeClaimTemplates\[(?:0|v)\]\.metadata\.annotations/, 'accounts'],
  ['a policy that quotes nodes', { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', spec: { paramKind: { apiVersion: 'v1', kind: 'Node' } } }, /^spec\.paramKind$/, 'kinds'],
  ['a data source of Grafana', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { labels: { grafana_datasource: '1' } } }, /labels\.grafana_datasource$/, 'kinds'],
  ['a policy for the whole cluster', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { labels: { 'openpolicyagent.org/policy': 'rego' } } }, /policy'\]$/, 'kinds'],
  ['data of another namespace by a claim', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'data', namespace: 'kube-system' } } }, /^spec\.dataSourceRef\.namespace$/, 'storage'],
  ['a claim that KubeVirt fills from another namespace', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { annotations: { 'k8s.io/CloneRequest': 'kube-system/data' } }, spec: {} }, /CloneRequest'\]$/, 'storage'],
  ['a claim that KubeVirt fills from anywhere', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { annotations: { 'cdi.kubevirt.io/storage.import.endpoint': 'http://169.254.169.254/' } }, spec: {} }, /endpoint'\]$/, 'storage'],
  ['a folder outside by a claim', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { annotations: { 'nfs.io/storage-path': 'a/../../../etc' } }, spec: {} }, /storage-path'\]$/, 'storage'],
  ['a folder outside by a claim of a StatefulSet', { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { volumeClaimTemplates: [{ metadata: { name: 'v', annotations: { 'nfs.io/storage-path': '..' } } }] } }, /volumeClaimTemplates\[(?:0|v)\]\.metadata\.annotations/, 'storage'],
  ['copies by a reflector', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { annotations: { 'reflector.v1.k8s.emberstack.com/reflection-auto-enabled': 'true' } } }, /auto-enabled'\]$/, 'kinds'],
  ['a Service of all clusters', { apiVersion: 'v1', kind: 'Service', metadata: { annotations: { 'service.cilium.io/global': 'true' } } }, /global'\]$/, 'network'],
  ['routes for any host', { apiVersion: 'v1', kind: 'Service', metadata: { annotations: { 'getambassador.io/config': 'kind: Mapping' } } }, /config'\]$/, 'network'],
  ['tolerations for all pods of a namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { annotations: { 'scheduler.alpha.kubernetes.io/defaultTolerations': '[{"operator":"Exists"}]' } } }, /defaultTolerations'\]$/, 'nodes'],
  ['a namespace that policies of the cluster leave out', { apiVersion: 'v1', kind: 'Namespace', metadata: { labels: { 'admission.gatekeeper.sh/ignore': 'x' } } }, /ignore'\]$/, 'privileged'],
  ['what nobody removes', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { finalizers: ['evil.example/never'] } }, /^metadata\.finalizers$/, 'load'],
  ['pods that nobody removes', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { metadata: { finalizers: ['evil.example/never'] }, spec: { containers: [container] } } } }, /^spec\.template\.metadata\.finalizers$/, 'load'],
  ['claims that nobody removes', { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { volumeClaimTemplates: [{ metadata: { name: 'v', finalizers: ['evil.example/never'] } }] } }, /volumeClaimTemplates\[(?:0|v)\]\.metadata\.finalizers$/, 'load'],
  ['thousands of pods', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 5_000, template: { spec: { containers: [container] } } } }, /^spec\.replicas$/, 'load'],
  ['thousands of pods of a Job', { apiVersion: 'batch/v1', kind: 'Job', spec: { parallelism: 5_000, template: { spec: { containers: [container] } } } }, /^spec\.parallelism$/, 'load'],
  ['thousands of pods each minute', { apiVersion: 'batch/v1', kind: 'CronJob', spec: { schedule: '* * * * *', jobTemplate: { spec: { parallelism: 5_000, template: { spec: { containers: [container] } } } } } }, /parallelism$/, 'load'],
  ['thousands of pods by and by', { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', spec: { maxReplicas: 5_000 } }, /^spec\.maxReplicas$/, 'load'],
  ['a role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', rules: [] }, /^$/, 'accounts'],
  ['a binding', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', subjects: [] }, /^$/, 'accounts'],
  ['a Namespace of a level that is not known', { apiVersion: 'v1', kind: 'Namespace', metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'none' } } }, /enforce'\]$/, 'privileged'],
  ['a pod without AppArmor by annotation', { apiVersion: 'v1', kind: 'Pod', metadata: { annotations: { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' } }, spec: { containers: [container] } }, /annotations\['container\.apparmor/, 'privileged'],
];

/** Every such field in every place where a pod's spec may stand, in each list of containers, and the other kinds. */
export function hostileObjects(): Hostile[] {
  const pods = ofPods.flatMap(([name, fields, field, allowance]) => workloads.map((workload) => ({ name, object: workload({ containers: [container], ...fields }), field, allowance })));
  const containers = ofContainers.flatMap(([name, fields, field, allowance], n) => ['containers', 'initContainers', 'ephemeralContainers'].map((list, m) => ({
    name: `${name} in ${list}`, field, allowance,
    object: (workloads[(n + m) % workloads.length] as (spec: Fields) => Fields)({ containers: [container], [list]: [{ ...container, ...fields }] }),
  })));
  const others = ofOthers.map(([name, object, field, allowance]): Hostile => ({ name, object: { ...object, metadata: { name: 'x', ...object['metadata'] as Fields | undefined } }, field, allowance }));
  return [...pods, ...containers, ...others].map((each) => ({ ...each, name: `${each.name} (${String(each.object['kind'])})` }));
}

/** As a learner's file. */
export function asFile({ object }: Hostile): string {
  return stringify(object);
}
