import { expect } from 'chai';
import { Manifest } from '../../harness/manifests/manifest.ts';
import { faultInWords } from '../../harness/wait/fault-in-words.ts';

describe('what is at fault of a container by its last words', () => {
  const container = { name: 'app', args: ['tial'], securityContext: { runAsUser: 1000 }, volumeMounts: [{ name: 'state', mountPath: '/state' }] };
  const manifest = new Manifest({ kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [container] } } as object, undefined, '10-x');
  const fault = (words: string): string | undefined => faultInWords(words, { manifest, path: 'spec.containers[app]', written: container });

  it('is the program that no shell can read', () => {
    expect(fault('sh: tial: not found')).to.equal('spec.containers[app].args');
  });

  it('is the user who may not write to a volume', () => {
    expect(fault('Error: open /state/queue: permission denied')).to.equal('spec.containers[app].securityContext.runAsUser');
  });

  it('is unknown where the path lies in no volume, whose mount may be what is missing', () => {
    expect(fault('Error: open /elsewhere/queue: permission denied')).to.equal(undefined);
    expect(fault('Error: open /state/queue: no such file or directory')).to.equal(undefined);
  });
});
