import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect } from 'chai';

import { isFolderOf } from '../../harness/cleanup/run-folders.ts';
import { sweepOwnNodes } from '../../harness/cleanup/sweep-own-nodes.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { DockerStandIn } from '../docker/docker-stand-in.ts';

/** Two nodes that run and one that is stopped; programs run in a folder of the node's own instead. */
const docker = (dir: string): string => `if [ "$1" = ps ]; then
  printf 'a\\tworker\\tworker\\trunning\\nb\\tworker2\\tworker\\trunning\\nc\\tresting\\tworker\\texited\\n'
  exit
fi
[ "$1" = exec ] && node=$2 && shift 2
for word; do
  shift
  set -- "$@" "$(printf '%s' "$word" | sed "s#^/var/lib/cndjp2-e2e#${dir}/$node#")"
done
exec "$@"
`;

describe('the sweep of the nodes of our own cluster', function () {
  // Looks again for two seconds at what cannot be removed, with programs of a machine that may be busy.
  this.timeout(20_000);
  let standIn: DockerStandIn;
  let dir: string;
  const { signal } = new AbortController();
  beforeEach(() => {
    standIn = new DockerStandIn();
    ({ dir } = standIn);
    standIn.says(docker(dir));
    for (const folder of ['a/04-mysql-aaa111/data', 'a/04-mysql-bbb222/data', 'b/08-restarts-aaa111-control/diary', 'c/04-mysql-aaa111/data']) mkdirSync(join(dir, folder), { recursive: true });
    writeFileSync(join(dir, 'a/04-mysql-aaa111/marker'), 'left by a pod');
  });
  afterEach(() => { standIn.remove(); });

  it('removes what a run left on every node that runs, and nothing of another', async () => {
    const found: string[] = [];
    expect(await sweepOwnNodes('fake', (folder) => isFolderOf(folder, 'aaa111'), signal, (folders) => { found.push(...folders); })).to.deep.equal([]);
    expect(found).to.deep.equal(['worker:/var/lib/cndjp2-e2e/04-mysql-aaa111', 'worker2:/var/lib/cndjp2-e2e/08-restarts-aaa111-control']);
    expect(readdirSync(join(dir, 'a'))).to.deep.equal(['04-mysql-bbb222']);
    expect(readdirSync(join(dir, 'b'))).to.deep.equal([]);
    expect(existsSync(join(dir, 'c/04-mysql-aaa111'))).to.equal(true);
  });

  it('tells nothing where there is nothing, also on nodes that never had a volume', async () => {
    rmSync(join(dir, 'b'), { recursive: true });
    const found: string[][] = [];
    expect(await sweepOwnNodes('fake', (folder) => isFolderOf(folder, 'zzz999'), signal, (folders) => { found.push(folders); })).to.deep.equal([]);
    expect(found).to.deep.equal([]);
  });

  it('tells what stays', async () => {
    writeFileSync(join(dir, 'rm'), '#!/bin/sh\nexit 1\n');
    chmodSync(join(dir, 'rm'), 0o755);
    expect(await sweepOwnNodes('fake', (folder) => folder === '04-mysql-bbb222', signal)).to.deep.equal([{ kind: 'Folder', name: 'worker:/var/lib/cndjp2-e2e/04-mysql-bbb222' }]);
  });

  it('is an error of the environment where the nodes cannot be asked', async () => {
    standIn.says(`[ "$1" = exec ] && kill -9 $$\n${docker(dir)}`);
    const error: unknown = await sweepOwnNodes('fake', () => true, signal).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(EnvironmentError);
  });
});

describe('the folder of a run', () => {
  it('is called as one of its namespaces', () => {
    expect(isFolderOf('04-mysql-aaa111', 'aaa111')).to.equal(true);
    expect(isFolderOf('04-mysql-aaa111-control', 'aaa111')).to.equal(true);
    expect(isFolderOf('04-mysql-aaa1112', 'aaa111')).to.equal(false);
    expect(isFolderOf('aaa111', 'aaa111')).to.equal(false);
  });
});
