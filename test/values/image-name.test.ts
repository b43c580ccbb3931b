import { expect } from 'chai';
import { fullImageName } from '../../harness/values/image-name.ts';

describe('fullImageName', () => {
  it('is containerd’s name', () => {
    expect(fullImageName('busybox:1.37')).to.equal('docker.io/library/busybox:1.37');
    expect(fullImageName('someone/app:1')).to.equal('docker.io/someone/app:1');
    expect(fullImageName('localhost:5000/app:1')).to.equal('localhost:5000/app:1');
    expect(fullImageName('quay.io/x/app:1')).to.equal('quay.io/x/app:1');
  });
});
