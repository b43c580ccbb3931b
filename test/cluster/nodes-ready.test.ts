import { expect } from 'chai';
import { notReady, silentKubelets } from '../../harness/cluster/nodes-ready.ts';

describe('silentKubelets', () => {
  const started = new Map([
    ['front', Date.parse('2026-01-01T00:00:10Z')],
    ['back', Date.parse('2026-01-01T00:00:10Z')],
  ]);
  const lease = (name: string, renewTime: string): Parameters<typeof silentKubelets>[0][number] => ({ metadata: { name }, spec: { renewTime } });
  it('are those that have not reported since their node was started', () => {
    expect(silentKubelets([lease('front', '2026-01-01T00:00:12.5Z'), lease('back', '2026-01-01T00:00:09Z')], started)).to.deep.equal(['back']);
    expect(silentKubelets([lease('front', '2026-01-01T00:00:12Z')], started)).to.deep.equal(['back']);
  });
});

describe('notReady', () => {
  it('says what a node lacks', () => {
    const node = (status: string): Parameters<typeof notReady>[0] => ({ metadata: { name: 'back' }, status: { conditions: [{ type: 'Ready', status, message: 'container runtime network not ready' }] } });
    expect(notReady(node('True'))).to.equal(undefined);
    expect(notReady(node('False'))?.en).to.equal('back (container runtime network not ready)');
    expect(notReady({ metadata: { name: 'back' } })).to.deep.equal({ en: 'back (no kubelet has reported)', ja: 'back (kubelet からの報告がありません)' });
  });
});
