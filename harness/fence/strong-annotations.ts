import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { fieldsOf, says, type Fields, type Offence } from './offence.ts';

const t = texts.fence;

/**
 * Annotations of an Ingress or a Service that put text into a controller's configuration, send its own requests elsewhere, have it
 * answer for other hosts, or use what belongs to others: names as ingress-nginx, NGINX, HAProxy, Traefik, the
 * controllers of AWS and Azure and external-dns document them. To Traefik `Router.Middlewares` is the same as `router.middlewares`.
 */
const strong = [
  /(?:snippets?|satisfy|permanent-redirect|temporal-redirect|upstream-vhost|server-alias(?:-regex)?|redirect-from(?:-regex)?|hostname-extension|tcp-service-port|ssl-passthrough|custom-headers|fastcgi-params-configmap|serverstransport|certresolver|router\.tls\.options|router\.middlewares|group\.name)$/i,
  /\/(?:auth-(?:url|signin|snippet|proxy-set-headers|tls-)|mirror-|proxy-ssl-|config-)/i,
  // For how long a name is remembered says nothing of what it leads to.
  /^external-dns\.alpha\.kubernetes\.io\/(?!ttl$)/i,
];

/**
 * Annotations by which a Service or an Ingress asks for a certain address, or for that of somebody else's load balancer, as MetalLB, kube-vip,
 * PureLB, Cilium, OpenStack and the clouds document them.
 */
const addresses = /(?:load-?balancer-?(?:ips?|ip-addresses|ipv[46]|id)|lb-?ipam(?:\.[\w.]+\/|-)(?:ips|sharing-key)|allow-shared-ip|eip-allocations|private-ipv4-addresses|pip-name|static-ip(?:-name)?|address-?pool|ip-?pool|purelb\.io\/(?:addresses|service-group))$/i;

/** Annotations by which a load balancer of a cloud uses what belongs to the whole account: networks, certificates, folders for its logs. */
const ofAccounts = /(?:security-groups?|subnets?|certificate-arn|ssl-cert|pre-shared-cert|certmap|acl-(?:id|arn)|bucket-name|resource-group|load-balancer-name)$/i;

/** How clouds call what belongs to an account, wherever it is named: AWS, Azure, Google. */
const resourceName = /\barn:aws|\/subscriptions\/[^/]+\/|\bprojects\/[^/]+\/(?:global|regions|locations)\//;

/** Characters of the longest name that the API server takes: a prefix of 253, a slash and 63. What is longer, it refuses, and the patterns would take long for it. */
const longestName = 317;

/** The annotations of an object that reach beyond its own namespace. */
export function strongAnnotations(object: Fields): Offence[] {
  const annotations = fieldsOf(fieldsOf(object['metadata'])['annotations']);
  return Object.entries(annotations).flatMap(([name, value]): Offence[] => {
    if (name.length > longestName) return [];
    const field = `metadata.annotations['${name}']`;
    if (strong.some((pattern) => pattern.test(name)) || isOfOtherNamespace(name, value)) return [{ field, allowance: 'network', observed: t.annotation(name) }];
    if (says(value) && (ofAccounts.test(name) || resourceName.test(String(value)))) return [{ field, allowance: 'network', observed: t.cloudResource(name) }];
    return says(value) && addresses.test(name) ? [{ field, allowance: 'network', observed: t.loadBalancerIP(show(value)) }] : [];
  });
}

/** A Secret or a ConfigMap is named without its namespace where it is one of the object's own. */
function isOfOtherNamespace(name: string, value: unknown): boolean {
  return /(?:secret|config-?map)$/i.test(name) && String(value).includes('/');
}
