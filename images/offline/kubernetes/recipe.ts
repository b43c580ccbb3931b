import { cp } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { downloadModules } from '../../../harness/go/download-modules.ts';
import { ensureGo, type Go } from '../../../harness/go/ensure-go.ts';
import type { ArtifactRecipe, Workbench } from '../../../harness/images/recipe.ts';

const VERSION = 'v1.37.2';

/** Output name of each program, and the package that it is built from. */
const PROGRAMS = {
  coredns: './coredns',
  etcd: './etcd',
  // A package of its own name would collide with another's in letters' case if both were loaded by one call of `go`.
  'local-path-provisioner': 'github.com/rancher/local-path-provisioner',
  pause: './pause',
  kubernetes: '.',
};

/** Kubernetes, etcd, CoreDNS, the storage provisioner and our pod network: every program of a node, from one Go module. */
const recipe: ArtifactRecipe = {
  makes: 'artifact',
  name: 'kubernetes',
  needs: [],
  inputs: ['nftables', 'program'],
  parameters: { version: VERSION, arch: arch() },
  deadlineMs: 40 * 60_000,
  async build(bench) {
    const go = await ensureGo({ downloads: bench.downloads, log: join(bench.scratch, 'go.log'), signal: bench.signal, say: (step) => { bench.say(step); } });
    const module = join(bench.scratch, 'program');
    await cp(join(bench.source, 'program'), module, { recursive: true });
    bench.say('downloading modules');
    await downloadModules(go, module, bench);
    await changeNftables(bench, go, module);
    for (const [name, program] of Object.entries(PROGRAMS)) {
      bench.say(`compiling ${name}`);
      await bench.run(go.program, ['build', '-trimpath', '-buildvcs=false', '-ldflags', linkerFlags(), '-o', join(bench.out, name), program], { cwd: module, env: go.env });
    }
  },
};

/** Puts a file of ours into a copy of the module that writes nftables' rules, and the copy in the module's place. */
async function changeNftables(bench: Workbench, go: Go, module: string): Promise<void> {
  const name = 'github.com/google/nftables';
  const copy = join(bench.scratch, 'nftables');
  const where = await bench.run(go.program, ['list', '-m', '-f', '{{.Dir}}', name], { cwd: module, env: go.env });
  await cp(where.trim(), copy, { recursive: true });
  // Go keeps its module cache read-only.
  await bench.run('chmod', ['--recursive', 'u+w', copy]);
  await cp(join(bench.source, 'nftables'), copy, { recursive: true });
  await bench.run(go.program, ['mod', 'edit', '-replace', `${name}=${copy}`], { cwd: module, env: go.env });
}

/** No symbols, and the version that the commands report; kubeadm and kind read it. */
function linkerFlags(): string {
  const [major = '', minor = ''] = VERSION.slice(1).split('.');
  const facts = { gitVersion: VERSION, gitMajor: major, gitMinor: minor, gitTreeState: 'archive', gitCommit: 'unknown', buildDate: '1970-01-01T00:00:00Z' };
  const packages = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'];
  return ['-s', '-w', ...packages.flatMap((each) => Object.entries(facts).flatMap(([name, value]) => ['-X', `${each}.${name}=${value}`]))].join(' ');
}

export default recipe;
