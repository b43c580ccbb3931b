import { mapsIn } from '../values/field-path.ts';
import { show } from '../text/show.ts';
import { texts } from '../text/texts.ts';
import { fieldsOf, says, type Fields, type Offence } from './offence.ts';

const t = texts.fence;

/** What every container has unless it drops them (Pod Security Standards, "Baseline"): to add them again is no more than before. */
const usualCapabilities = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);

/** Kernel settings that belong to the pod alone (Pod Security Standards, "Baseline"). */
const safeSysctls = new Set([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_syncookies', 'net.ipv4.tcp_wmem',
]);

/** SELinux types of ordinary containers (Pod Security Standards, "Baseline"). */
const usualTypes = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

/** What a securityContext, of a pod or of a container, asks for beyond an ordinary container. */
export function beyondAContainer(context: Fields, path: string): Offence[] {
  const offences: Offence[] = [];
  const add = (field: string, value: unknown): void => { offences.push({ field: `${path}.${field}`, allowance: 'privileged', observed: t.rights(`${field}: ${show(value)}`) }); };
  if (says(context['privileged'])) add('privileged', context['privileged']);
  const capabilities = fieldsOf(context['capabilities'])['add'];
  const more = Array.isArray(capabilities) ? capabilities.filter((each) => !usualCapabilities.has(String(each).replace(/^CAP_/, ''))) : says(capabilities) ? [capabilities] : [];
  if (more.length > 0) add('capabilities.add', more);
  if (says(context['procMount']) && context['procMount'] !== 'Default') add('procMount', context['procMount']);
  for (const profile of ['seccompProfile', 'appArmorProfile']) if (fieldsOf(context[profile])['type'] === 'Unconfined') add(`${profile}.type`, 'Unconfined');
  const linux = fieldsOf(context['seLinuxOptions']);
  if (!usualTypes.has(typeof linux['type'] === 'string' ? linux['type'] : '') || says(linux['user']) || says(linux['role'])) add('seLinuxOptions', linux);
  if (says(fieldsOf(context['windowsOptions'])['hostProcess'])) add('windowsOptions.hostProcess', true);
  // An account of Active Directory.
  for (const field of ['gmsaCredentialSpec', 'gmsaCredentialSpecName']) if (says(fieldsOf(context['windowsOptions'])[field])) offences.push({ field: `${path}.windowsOptions.${field}`, allowance: 'accounts', observed: t.otherIdentity(field) });
  mapsIn(context['sysctls']).forEach(({ name }, n) => { if (!safeSysctls.has(String(name))) add(`sysctls[${n}]`, name); });
  return offences;
}
