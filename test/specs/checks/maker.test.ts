import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { makerOf } from '../../../specs/checks/maker.ts';

describe('who should make a file', () => {
  const made = (container: object, ...initContainers: object[]): string =>
    makerOf(new Manifest({ kind: 'Pod', metadata: { name: 'p' }, spec: { initContainers, containers: [{ name: 'app', ...container }] } } as object, undefined, '01-x'), '/tmp/healthy', 'app');

  it('is the init container that names it, else the program of the container', () => {
    expect(made({ args: ['sh'] }, { name: 'other', args: ['true'] })).to.equal('spec.containers[0].args');
    expect(made({ args: ['sh'] }, { name: 'other', args: ['true'] }, { name: 'mark', command: ['sh', '-c', 'touch /tmp/healthy'] })).to.equal('spec.initContainers[1].command');
    expect(made({ args: ['sh'] }, { name: 'side', restartPolicy: 'Always', command: ['touch', '/tmp/healthy'] }), 'which has not ended before').to.equal('spec.containers[0].args');
  });
});
