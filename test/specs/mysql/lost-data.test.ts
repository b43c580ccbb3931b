import { expect } from 'chai';
import { Database } from '../../../specs/mysql/database.ts';
import { keepingBlame, type Keeping, type Replaced } from '../../../specs/mysql/lost-data.ts';
import { given, type Change } from '../checks/fixtures/lesson-05.ts';

const server = 'Deployment/koa-sample-db';
const pod = 'spec.template.spec';
const path = `${pod}.containers[mysql]`;
const usual: Keeping = { folder: '/var/lib/mysql/', engine: 'InnoDB' };
const helper = (command: string[], mount: object = { name: 'data', mountPath: '/data' }): object => ({ name: 'helper', image: 'busybox:1.37', command, volumeMounts: [mount] });

/** What is to blame for lost rows. */
function blamed(change: Change, keeping: Keeping = usual, replaced?: Replaced): string {
  const lesson = given(server, change);
  const { on, field = '' } = keepingBlame(lesson, Database.of(lesson), keeping, replaced);
  return typeof on === 'string' ? on : `${on.id} ${on.path(field)}`;
}

describe('lost rows', () => {
  it('are those of a folder without a volume: the option that chooses it, else the mounts', () => {
    const elsewhere: Keeping = { folder: '/tmp/mysql/', engine: 'InnoDB' };
    expect(blamed((manifest) => manifest.with(`${path}.args[]`, '--datadir=/tmp/mysql'), elsewhere)).to.equal(`${server} ${path}.args[4]`);
    expect(blamed((manifest) => manifest, elsewhere)).to.equal(`${server} ${path}.volumeMounts`);
    expect(blamed((manifest) => manifest.with(`${path}.volumeMounts[data].mountPath`, '/var/mysql'))).to.equal(`${server} ${path}.volumeMounts`);
  });

  it('are those of a volume that ends with its pod', () => {
    expect(blamed((manifest) => manifest.with(`${pod}.volumes[data]`, { name: 'data', emptyDir: {} }))).to.equal(`${server} ${pod}.volumes[data]`);
  });

  it('were taken away by another container of the pod, or by the server itself', () => {
    expect(blamed((manifest) => manifest.with(`${pod}.initContainers`, [helper(['sh', '-c', 'rm -rf /data/*'])]))).to.equal(`${server} ${pod}.initContainers[helper].command`);
    expect(blamed((manifest) => manifest.with(`${pod}.containers[]`, helper(['sh', '-c', 'find /data -delete; sleep 1d'])))).to.equal(`${server} ${pod}.containers[helper].command`);
    expect(blamed((manifest) => manifest.with(`${path}.lifecycle`, { preStop: { exec: { command: ['rm', '-rf', '/var/lib/mysql'] } } }))).to.equal(`${server} ${path}.lifecycle`);
  });

  it('were not taken away by a container that cannot', () => {
    const innocent = [helper(['rm', '-rf', '/tmp/x'], { name: 'schema', mountPath: '/sql' })];
    expect(blamed((manifest) => manifest.with(`${pod}.initContainers`, innocent))).to.equal(`${server} ${pod}.volumes[data]`);
    const reader = [helper(['rm', '-rf', '/tmp/x'], { name: 'data', mountPath: '/data', readOnly: true })];
    expect(blamed((manifest) => manifest.with(`${pod}.initContainers`, reader))).to.equal(`${server} ${pod}.volumes[data]`);
  });

  it('are on another part of the volume, or on another node', () => {
    expect(blamed((manifest) => manifest.with(`${path}.volumeMounts[data].subPathExpr`, '$(POD)'))).to.equal(`${server} ${path}.volumeMounts[0].subPathExpr`);
    expect(blamed((manifest) => manifest, usual, { before: { node: 'one' }, after: { node: 'two' } })).to.equal('PersistentVolume/mysql-hostpath-pv spec.nodeAffinity');
    expect(blamed((manifest) => manifest, usual, { before: { node: 'one' }, after: { node: 'one' } })).to.equal(`${server} ${pod}.volumes[data]`);
  });

  it('are those of a table that keeps none', () => {
    expect(blamed((manifest) => manifest, { ...usual, engine: 'MEMORY' })).to.equal('ConfigMap/koa-sample-db-schema data');
  });
});
