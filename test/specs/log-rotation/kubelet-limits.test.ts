import { expect } from 'chai';
import { logLimits } from '../../../specs/log-rotation/kubelet-limits.ts';

describe('the limits of a kubelet on logs', () => {
  it('are those of its settings', () => {
    expect(logLimits('kind: KubeletConfiguration\ncontainerLogMaxSize: 1Mi\ncontainerLogMaxFiles: 3\n')).to.deep.equal({ maxBytes: 1_048_576, maxSize: '1Mi', maxFiles: 3 });
  });

  it('are the defaults of Kubernetes where it says nothing', () => {
    expect(logLimits('kind: KubeletConfiguration\n')).to.deep.equal({ maxBytes: 10_485_760, maxSize: '10Mi', maxFiles: 5 });
  });
});
