import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { emptiedBy } from '../../../specs/checks/emptied-by.ts';

const mount = { name: 'disk', mountPath: '/x' };
const by = (init: object | undefined, own: object = {}, beside: object[] = []): string | undefined => emptiedBy(new Manifest({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'diary' },
  spec: { ...(init === undefined ? {} : { initContainers: [{ name: 'init', volumeMounts: [mount], ...init }] }), containers: [{ name: 'diary', volumeMounts: [mount], ...own }, ...beside] },
} as object, undefined, '08-restarts'), 'spec.containers[0]', 'disk');

describe('who takes files away from a volume', () => {
  it('is an init container that removes or empties them', () => {
    for (const script of ['rm -rf /x/*', ': > /x/starts', 'echo 0 >/x/starts; true', 'find /x -delete']) expect(by({ command: ['sh', '-c', script] }), script).to.equal('spec.initContainers[0].command');
  });

  it('is one that has the volume to write, for want of a better; else nobody', () => {
    expect(by({ args: ['echo 1 >> /x/starts 2>/dev/null; ls > /dev/null'] })).to.equal('spec.initContainers[0]');
    expect(by({ args: ['rm -rf /x'], volumeMounts: [{ ...mount, readOnly: true }] })).to.equal(undefined);
    expect(by({ args: ['rm -rf /x'], volumeMounts: [] })).to.equal(undefined);
    expect(by(undefined)).to.equal(undefined);
  });

  it('is another container, or the owner itself where that removes them', () => {
    expect(by(undefined, {}, [{ name: 'cleans', args: ['sh', '-c', 'rm /x/starts'], volumeMounts: [mount] }])).to.equal('spec.containers[1].args');
    expect(by(undefined, { lifecycle: { preStop: { exec: { command: ['rm', '/x/starts'] } } } })).to.equal('spec.containers[0].lifecycle');
    expect(by(undefined, { args: ['sh', '-c', 'date > /x/now'] }), 'its own file').to.equal(undefined);
  });
});
