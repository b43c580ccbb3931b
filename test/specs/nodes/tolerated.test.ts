import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { longestStay } from '../../../specs/nodes/tolerated.ts';

describe('the time that tolerations give a pod', () => {
  const stay = (...tolerations: object[]): number | undefined => longestStay(new Manifest({ kind: 'Pod', metadata: { name: 'p' }, spec: { tolerations } } as object, undefined, '19-x'), 'maintenance');

  it('is the longest of those that fit the taint, with its key or every one', () => {
    expect(stay({ key: 'maintenance', operator: 'Exists', tolerationSeconds: 3 }, { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 })).to.equal(5_000);
    expect(stay({ key: 'maintenance', tolerationSeconds: 2 })).to.equal(2_000);
  });

  it('is none where those that fit have no time, and those with one do not fit', () => {
    expect(stay({ key: 'maintenance', operator: 'Exists' })).to.equal(undefined);
    expect(stay({ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }, { key: 'maintenance', value: 'x', tolerationSeconds: 3 }, { key: 'maintenance', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 3 })).to.equal(undefined);
  });
});
