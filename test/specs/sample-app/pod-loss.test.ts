import { expect } from 'chai';
import type { Failure } from '../../../harness/verdict/results.ts';
import { enoughForAll, requireFinished } from '../../../specs/sample-app/pod-loss.ts';
import { app, failing } from '../checks/fixtures/lesson-05.ts';

describe('a request that was in progress when its pod terminated', () => {
  const failure = (status: number, afterMs: number): Failure | undefined =>
    failing((lesson) => { requireFinished(lesson, lesson.manifest('Deployment', 'koa-sample-ap'), { status, afterMs, takesMs: 3_000 }); }, app, (manifest) => manifest.with('spec.template.spec.terminationGracePeriodSeconds', 2));

  it('is finished by a status of 200', () => {
    expect(failure(200, 3_000)).to.equal(undefined);
  });

  it('is blamed on the grace period when that was over', () => {
    const killed = failure(502, 2_100);
    expect(killed).to.include({ object: app, field: 'spec.template.spec.terminationGracePeriodSeconds', expected: 'status 200 of the request that the pod was working on' });
    expect(killed?.observed).to.equal('502 2.1 s after the termination of the pod began: its grace period of 2 s was over');
    expect(killed?.hint).to.contain('terminationGracePeriodSeconds must be 9 or more');
    expect(killed?.ja.observed).to.contain('2 秒の猶予期間が過ぎました');
  });

  it('is blamed on the app when it dropped the request before', () => {
    const dropped = failure(0, 400);
    expect(dropped?.field).to.equal('spec.template.spec.containers[app]');
    expect(dropped?.observed).to.equal('no response 0.4 s after the termination of the pod began: the app dropped the request before its grace period of 2 s was over');
  });
});

describe('requests that surely reach each pod', () => {
  it('are more the more pods there are', () => {
    expect([1, 2, 3, 5].map(enoughForAll)).to.deep.equal([1, 24, 42, 78]);
  });
});
