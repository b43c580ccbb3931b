import { expect } from 'chai';

import { describePod } from '../../harness/wait/describe-pod.ts';
import { container, event, pod, withContainer } from './sample-pods.ts';

describe('a pod in words', () => {
  it('tells phase, containers and the last word of the probe', () => {
    const text = describePod(pod({ phase: 'Running', containerStatuses: [container({ running: {} }, { restartCount: 1 })] }), [event('Unhealthy', 'Readiness probe failed: 503')]);
    expect(text).to.deep.equal({
      en: 'Pod web-abc-1 is Running: container app running, not ready, restarted once; Readiness probe failed: 503',
      ja: 'Pod web-abc-1 は Running: コンテナ app は実行中、Ready ではない、再起動 1 回; Readiness probe failed: 503',
    });
  });

  it('says why it waits', () => {
    expect(describePod(withContainer({ waiting: { reason: 'ErrImagePull', message: 'no' } }))).to.deep.equal({
      en: 'Pod web-abc-1 is Pending: container app waiting (ErrImagePull: no)', ja: 'Pod web-abc-1 は Pending: コンテナ app は待機中(ErrImagePull: no)',
    });
    expect(describePod(pod({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', message: 'no room' }] })).en).to.equal('Pod web-abc-1 is Pending: not scheduled: no room');
  });
});
