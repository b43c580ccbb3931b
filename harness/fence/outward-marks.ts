import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import type { Allowance } from './allowance.ts';
import { fieldsOf, type Fields, type Offence } from './offence.ts';

const t = texts.fence;

/**
 * Labels and annotations that mean more to a program of the cluster than the fields beside them say, by who acts on them, as
 * these programs document them. Who puts one on an object has that program's rights work for it. `value`: the only one that does.
 */
const marks: readonly { pattern: RegExp; value?: string; allowance: Allowance; observed: (name: string) => Text }[] = [
  // Pods without AppArmor's confinement or a filter of system calls: in place of fields, before 1.30.
  {
    pattern: /^(?:container\.(?:apparmor|seccomp)\.security\.(?:beta|alpha)\.kubernetes\.io\/|seccomp\.security\.alpha\.kubernetes\.io\/pod$)/, value: 'unconfined',
    allowance: 'privileged', observed: (name) => t.rights(`${name}: unconfined`),
  },
  // Devices by a runtime: CDI, CRI-O.
  { pattern: /^(?:cdi\.k8s\.io\/|io\.kubernetes\.cri-o\.)/, allowance: 'devices', observed: t.outwardAnnotation },
  // Settings of a runtime itself: Kata (also which program of the node is the hypervisor), containerd, gVisor, crun, runc's systemd units.
  { pattern: /^(?:io\.katacontainers\.|io\.containerd\.|io\.kubernetes\.cri\.|dev\.gvisor\.|run\.oci\.|org\.systemd\.property\.)/, allowance: 'privileged', observed: t.outwardAnnotation },
  // Networks of the node, and addresses that a pod chooses: Multus, Calico, Kube-OVN, Spiderpool. What these write about a running pod is nobody's wish.
  { pattern: /^(?:k8s\.v1\.cni\.cncf\.io|v1\.multus-cni\.io)\/(?!networks?-status$)/, allowance: 'network', observed: t.outwardAnnotation },
  { pattern: /^(?:cni\.projectcalico\.org\/(?:ip|floating|hwAddr)|ovn\.kubernetes\.io\/(?:ip_|mac_|logical_switch)|ipam\.(?:spidernet|cilium)\.io\/)/, allowance: 'network', observed: t.outwardAnnotation },
  // The same by the networks of clouds and of OVN-Kubernetes, Antrea, kube-router and kube-vip: addresses, routes, ways out.
  { pattern: /^(?:vpc\.amazonaws\.com|k8s\.ovn\.org|(?:ipam|service)\.antrea\.io|kube-router\.io)\/|^kube-vip\.io\/egress|^cloud\.google\.com\/neg$|\/azure-pls-/, allowance: 'network', observed: t.actedOn },
  // Services for other clusters, private networks and the Internet: Cilium, Tailscale, ngrok; routes for any host: Ambassador.
  { pattern: /^(?:(?:service\.cilium\.io|io\.cilium)\/global|tailscale\.com\/|k8s\.ngrok\.com\/|getambassador\.io\/)/, allowance: 'network', observed: t.actedOn },
  // Accounts outside the cluster: those of clouds, Vault's, 1Password's, SPIFFE's.
  { pattern: /^(?:(?:eks|iam)\.amazonaws\.com\/|iam\.gke\.io\/|azure\.workload\.identity\/|aadpodidbinding$|vault\.(?:hashicorp\.com|security\.banzaicloud\.io)\/|operator\.1password\.io\/|spiffe\.io\/)/, allowance: 'accounts', observed: t.otherIdentity },
  // Containers and volumes that a webhook puts into pods: Istio, Linkerd, Dapr, Consul, Kuma, OpenTelemetry, Jaeger, Datadog, Dynatrace.
  { pattern: /^(?:(?:sidecar|proxy|inject)\.istio\.io\/|istio\.io\/rev$|istio-injection$|(?:config(?:\.alpha)?\.)?linkerd\.io\/|dapr\.io\/|consul\.hashicorp\.com\/|kuma\.io\/|(?:instrumentation|sidecar)\.opentelemetry\.io\/|sidecar\.jaegertracing\.io\/|admission\.datadoghq\.com\/|[\w-]+\.dynatrace\.com\/)/, allowance: 'kinds', observed: t.actedOn },
  // The same: Telepresence, App Mesh, Open Service Mesh, Network Service Mesh, NGINX Service Mesh, Skupper, Istio without sidecars, Google's volumes of buckets, Akeyless, Conjur, Stork.
  { pattern: /^(?:telepresence(?:\.getambassador)?\.io|appmesh\.k8s\.aws|openservicemesh\.io|(?:injector|config)\.nsm\.nginx\.com|skupper\.io|gke-gcsfuse|akeyless|conjur\.org|stork\.libopenstorage\.org)\/|^networkservicemesh\.io(?:\/|$)|^istio\.io\/(?:dataplane-mode|use-waypoint)/, allowance: 'kinds', observed: t.actedOn },
  // What an agent of the node reads and asks in the pod's name, files of the node among it: Datadog, Elastic's Beats, Telegraf.
  { pattern: /^(?:ad\.datadoghq\.com|co\.elastic\.(?:logs|metrics|monitor)|telegraf\.influxdata\.com)\//, allowance: 'host', observed: t.actedOn },
  // Copies in, and from, other namespaces: Replicator, Reflector, Config Syncer, the hierarchical namespaces.
  { pattern: /^(?:replicator\.v1\.mittwald\.de|reflector\.v1\.k8s\.emberstack\.com|kubed\.appscode\.com|propagate\.hnc\.x-k8s\.io)\//, allowance: 'kinds', observed: t.actedOn },
  // Data of other namespaces, or from anywhere, that a program fills claims with: CDI of KubeVirt.
  { pattern: /^(?:cdi\.kubevirt\.io\/storage\.|k8s\.io\/Clone)/, allowance: 'storage', observed: t.actedOn },
  // ConfigMaps and Secrets of any namespace that a program takes as its own settings: Grafana's dashboards and data sources, OPA's policies.
  { pattern: /^(?:grafana_(?:dashboard|datasource|alert|notifier|plugin)s?$|openpolicyagent\.org\/)/, allowance: 'kinds', observed: t.actedOn },
  // What admission does with all pods of a namespace: PodNodeSelector, PodTolerationRestriction, OpenShift, Gatekeeper.
  { pattern: /^(?:scheduler\.alpha\.kubernetes\.io\/(?:node-selector|defaultTolerations|tolerationsWhitelist)|openshift\.io\/node-selector)$/, allowance: 'nodes', observed: t.actedOn },
  { pattern: /^(?:admission\.gatekeeper\.sh\/|openshift\.io\/(?:run-level$|sa\.scc\.))/, allowance: 'privileged', observed: t.actedOn },
];

/** By these values a label or an annotation asks to be let alone. */
const asksForNothing = ['', 'false', 'disabled', 'none'];

/** The labels and annotations of an object, and of the templates in it, on which a program of the cluster acts with rights of its own. */
export function outwardMarks(object: Fields): Offence[] {
  const offences: Offence[] = [];
  const look = (value: unknown, path: string, depth: number): void => {
    if (depth > 12) return;
    if (Array.isArray(value)) value.forEach((each, n) => { look(each, `${path.slice(0, -1)}[${n}].`, depth + 1); });
    for (const [key, inner] of Object.entries(fieldsOf(value))) {
      if (key === 'annotations' || key === 'labels') offences.push(...marksIn(fieldsOf(inner), `${path}${key}`));
      else if (typeof inner === 'object') look(inner, `${path}${key}.`, depth + 1);
    }
  };
  look(object, '', 0);
  return offences;
}

function marksIn(named: Fields, path: string): Offence[] {
  return Object.entries(named).flatMap(([name, value]) => (asksForNothing.includes(String(value)) ? [] : marks
    .filter(({ pattern, value: only }) => pattern.test(name) && (only === undefined || value === only))
    .map(({ allowance, observed }): Offence => ({ field: `${path}['${name}']`, allowance, observed: observed(name) }))));
}
