import { expect } from 'chai';
import { LivePod } from '../../../harness/objects/live-pod.ts';
import { Given, type Manifest } from '../../../harness/lesson/given.ts';
import { LessonFailure } from '../../../harness/verdict/lesson-failure.ts';
import { container } from '../../../specs/checks/env.ts';
import { leavingHint, requireProbes } from '../../../specs/sample-app/probes.ts';
import { app, given, type Change } from '../checks/fixtures/lesson-05.ts';

const deployment = (lesson: Given): Manifest => lesson.manifest('Deployment', 'koa-sample-ap');

describe('probes of the app', () => {
  const fieldOf = async (change: Change): Promise<string> => {
    const lesson = given(app, change);
    const [scope] = Given.scopesOf(lesson);
    if (scope === undefined) throw new Error('the lesson has no namespace');
    try {
      await requireProbes(lesson, deployment(lesson), new LivePod(scope, { metadata: { name: 'ap-1' } }));
      return 'none';
    } catch (error) {
      if (error instanceof LessonFailure) return error.failure.field ?? '';
      throw error;
    }
  };
  const connects = { tcpSocket: { port: 'http' } };
  const both: Change = (manifest) => manifest.with(`${container}.readinessProbe`, connects).with(`${container}.livenessProbe`, connects);

  it('may be of any kind, and are named when they are not there', async () => {
    expect(await fieldOf(both)).to.equal('none');
    for (const probe of ['readinessProbe', 'livenessProbe']) {
      expect(await fieldOf((manifest) => both(manifest).without(`${container}.${probe}`))).to.equal(`spec.template.spec.containers[app].${probe}`);
    }
  });
});

describe('what to write so that a pod leaves in peace', () => {
  const hint = (change: Change) => {
    const lesson = given(app, change);
    return leavingHint(lesson, deployment(lesson), 3_000);
  };

  it('says the numbers that its own probe and requests ask for', () => {
    expect(hint((manifest) => manifest).en).to.contain('Set DRAIN_MS to 3500 or more').and.contain('terminationGracePeriodSeconds must be 9 or more');
    const slow = hint((manifest) => manifest.with(`${container}.readinessProbe.periodSeconds`, 10));
    expect(slow.en).to.contain('Set DRAIN_MS to 21500 or more').and.contain('terminationGracePeriodSeconds must be 25 or more');
    expect(slow.ja).to.contain('DRAIN_MS を 21500 以上').and.contain('25 以上');
    expect(hint((manifest) => manifest.with(`${container}.readinessProbe.failureThreshold`, 0)).en).to.contain('DRAIN_MS to 4500');
    expect(hint((manifest) => manifest.without(`${container}.readinessProbe`)).en, 'with the probe that is asked for').to.contain('DRAIN_MS to 4500');
  });
});
