import { arch } from 'node:os';
import { join } from 'node:path';
import { cp, link, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import type { ImageRecipe, ImageWorkbench } from '../../../harness/images/recipe.ts';
import { imagesInside, type InnerImage } from './inner-images.ts';

const VERSION = 'v1.37.2';

/** The commands that the program of the recipe `kubernetes` answers to. */
const COMMANDS = ['kube-apiserver', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler', 'kubeadm', 'kubectl', 'kubelet', 'pod-network'];

/** The tools of etcd that its own image has too. */
const ETCD_TOOLS = ['etcdctl', 'etcdutl'];

/** Applets for the storage provisioner's helper, and for a look into a pod. */
const APPLETS = ['cat', 'chmod', 'cp', 'ls', 'mkdir', 'mv', 'ps', 'rm', 'rmdir', 'sh'];

/** What kind starts as a node: Debian with systemd, containerd, Kubernetes, and the images of the cluster's own pods. */
const recipe: ImageRecipe = {
  makes: 'image',
  name: 'node-image',
  image: `cndjp2-node:${VERSION}`,
  needs: ['kubernetes', 'debian-root'],
  inputs: ['root', 'prepare', 'inner-images.ts'],
  parameters: { version: VERSION, arch: arch() },
  deadlineMs: 10 * 60_000,
  async build(bench) {
    // Names of our own for the steps between, so that two builds and two checkouts do not meet.
    const name = (part: string): string => `cndjp2-e2e-build/${part}:${bench.tag.replace(/\W/g, '-')}-${process.pid}`;
    const images = imagesInside(VERSION);
    const container = `cndjp2-e2e-build-${process.pid}`;
    try {
      bench.say('images of the cluster’s own pods');
      await buildPodImages(bench, images, name);
      bench.say('the node');
      await buildNodeBase(bench, name('node'));
      bench.say('putting the images into the node');
      await putImagesIn(bench, container, name('node'), images, name);
    } finally {
      await removeSteps(bench, container, [name('node'), ...images.map((image) => name(image.program))]);
    }
    return { version: VERSION };
  },
};

/** One file system for all of them, so that containerd unpacks it once; they differ in what they start. */
async function buildPodImages(bench: ImageWorkbench, images: readonly InnerImage[], name: (part: string) => string): Promise<void> {
  const context = join(bench.scratch, 'pods');
  const programs = join(context, 'programs', 'usr', 'local', 'bin');
  await mkdir(programs, { recursive: true });
  await mkdir(join(context, 'programs', 'bin'));
  await link(join(bench.artifact('debian-root'), 'pods.tar'), join(context, 'pods.tar'));
  for (const program of ['coredns', 'etcd', 'kubernetes', 'local-path-provisioner', 'pause']) {
    await link(join(bench.artifact('kubernetes'), program), join(programs, program));
  }
  for (const command of COMMANDS) await symlink('kubernetes', join(programs, command));
  for (const tool of ETCD_TOOLS) await symlink('etcd', join(programs, tool));
  for (const applet of APPLETS) await symlink('/bin/busybox', join(programs, applet));
  await symlink('busybox', join(context, 'programs', 'bin', 'sh'));
  for (const [legacy, modern] of IPTABLES) await symlink(`/usr/sbin/${modern}`, join(programs, legacy));

  const base = ['FROM scratch', 'ADD pods.tar /', 'COPY programs/ /', 'ENV PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'];
  for (const image of images) {
    const file = join(context, `Dockerfile.${image.program}`);
    await writeFile(file, [...base, ...(image.entrypoint ? [`ENTRYPOINT ["/usr/local/bin/${image.program}"]`] : []), ''].join('\n'));
    await bench.run('docker', ['build', '--quiet', '--file', file, '--tag', name(image.program), context]);
  }
}

/** Without Debian's alternatives, which only an installed system has: the nf_tables back end, as on the node. */
const IPTABLES = ['iptables', 'iptables-save', 'iptables-restore', 'ip6tables', 'ip6tables-save', 'ip6tables-restore'].map((each) => [each, each.replace('tables', 'tables-nft')] as const);

async function buildNodeBase(bench: ImageWorkbench, tag: string): Promise<void> {
  const context = join(bench.scratch, 'node');
  const bin = join(context, 'programs', 'usr', 'bin');
  await mkdir(bin, { recursive: true });
  await cp(join(bench.source, 'root'), join(context, 'root'), { recursive: true });
  await writeFile(join(context, 'root', 'kind', 'version'), `${VERSION}\n`);
  await link(join(bench.artifact('debian-root'), 'node.tar'), join(context, 'node.tar'));
  await link(join(bench.artifact('kubernetes'), 'kubernetes'), join(bin, 'kubernetes'));
  for (const command of ['kubeadm', 'kubectl', 'kubelet']) await symlink('kubernetes', join(bin, command));
  await writeFile(join(context, 'Dockerfile'), ['FROM scratch', 'ADD node.tar /', 'COPY programs/ /', 'COPY root/ /', ''].join('\n'));
  await bench.run('docker', ['build', '--quiet', '--tag', tag, context]);
}

/** containerd runs once inside the node and takes the images into its store, which the image then carries. */
async function putImagesIn(bench: ImageWorkbench, container: string, node: string, images: readonly InnerImage[], name: (part: string) => string): Promise<void> {
  const archive = join(bench.scratch, 'images.tar');
  await bench.run('docker', ['save', '--output', archive, ...images.map((image) => name(image.program))]);
  const names = images.flatMap((image) => image.names.map((each) => `docker.io/${name(image.program)} ${each}\n`)).join('');
  await writeFile(join(bench.scratch, 'names'), names);
  await bench.run('docker', ['run', '--name', container, '--privileged', '--network=none', '--volume', `${bench.scratch}:/build:ro`, '--entrypoint', '/bin/bash', node, '-c', await readFile(join(bench.source, 'prepare'), 'utf8')]);
  const changes = [
    'ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]',
    'ENV container=docker',
    'STOPSIGNAL SIGRTMIN+3',
    ...Object.entries(bench.labels).map(([key, value]) => `LABEL ${key}=${value}`),
  ];
  await bench.run('docker', ['commit', ...changes.flatMap((change) => ['--change', change]), container, bench.tag]);
}

/** Also after a failure: nothing but the finished image stays. */
async function removeSteps(bench: ImageWorkbench, container: string, tags: readonly string[]): Promise<void> {
  for (const args of [['rm', '--force', '--volumes', container], ['rmi', ...tags]]) {
    await bench.run('docker', args, { deadlineMs: 60_000 }).catch(() => undefined);
  }
}

export default recipe;
