import { arch } from 'node:os';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { debianArchive, pinUnstableLow, sourceLines } from '../../../harness/debian/debian-archive.ts';
import { ensureMmdebstrap } from '../../../harness/debian/ensure-mmdebstrap.ts';
import type { ArtifactRecipe, Workbench } from '../../../harness/images/recipe.ts';

/** systemd 252, the last that runs on cgroup version 1 without being asked twice. */
const SUITE = 'bookworm';

/** Of Debian unstable: Debian 12's containerd (1.6) and CNI plugins (1.1) are older than this Kubernetes supports. */
const NODE = [
  'systemd', 'systemd-sysv', 'dbus', 'iproute2', 'iptables', 'nftables', 'conntrack', 'ethtool', 'socat', 'kmod', 'procps',
  'hostname', 'mount', 'util-linux', 'ca-certificates', 'libseccomp2', 'jq', 'runc', 'containerd/sid', 'containernetworking-plugins/sid',
];

/** What the programs in the cluster's own pods call: iptables for Services, a shell for the storage provisioner. */
const PODS = ['busybox', 'iptables', 'conntrack'];

/** Two root file systems as tar files: `node.tar`, which systemd starts, and the small `pods.tar`. */
const recipe: ArtifactRecipe = {
  makes: 'artifact',
  name: 'debian-root',
  needs: [],
  inputs: [],
  parameters: { suite: SUITE, arch: arch(), node: NODE.join(' '), pods: PODS.join(' ') },
  deadlineMs: 15 * 60_000,
  async build(bench) {
    await ensureMmdebstrap(bench);
    bench.say('Debian packages for the pods of the cluster itself');
    await makeRoot(bench, 'extract', PODS, [SUITE, `${SUITE}-security`], 'pods.tar');
    bench.say('Debian packages for the node');
    await makeRoot(bench, 'minbase', NODE, [SUITE, `${SUITE}-security`, 'sid'], 'node.tar');
  },
};

/** Left out: nobody reads them in a node. */
const UNREAD = ['doc', 'man', 'info', 'locale', 'lintian', 'bug', 'doc-base'].map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`);

/** Programs that no node calls, 60 MB of them: other container back ends, other kinds of networks, what perl brings. */
const UNUSED = [
  'usr/lib/containerd', 'usr/lib/*/perl', 'usr/share/perl', 'var/cache/apt', 'var/lib/apt/lists',
  ...['dhcp', 'firewall', 'tap', 'macvlan', 'vlan', 'ipvlan', 'dummy', 'host-device', 'bandwidth', 'vrf', 'sbr', 'static', 'bridge', 'tuning'].map((name) => `usr/lib/cni/${name}`),
];

async function makeRoot(bench: Workbench, variant: 'extract' | 'minbase', packages: readonly string[], suites: readonly string[], name: string): Promise<void> {
  const pin = join(bench.scratch, 'pin');
  await writeFile(pin, pinUnstableLow);
  await bench.run(
    'mmdebstrap',
    [
      '--mode=root', `--variant=${variant}`, '--format=tar',
      // Mirrors that keep a past state of the archive serve index files that call themselves expired.
      '--aptopt=Acquire::Check-Valid-Until "false"', '--aptopt=Acquire::Languages "none"', '--aptopt=Acquire::Retries "3"', '--aptopt=Acquire::http::Timeout "20"',
      ...UNREAD,
      `--setup-hook=mkdir -p "$1/etc/apt/preferences.d" && cp "${pin}" "$1/etc/apt/preferences.d/cndjp2-e2e"`,
      `--customize-hook=cd "$1" && rm -rf ${UNUSED.join(' ')}`,
      `--include=${packages.join(',')}`,
      SUITE, join(bench.out, name), '-',
    ],
    { input: sourceLines(debianArchive(), suites), deadlineMs: 10 * 60_000 },
  );
}

export default recipe;
