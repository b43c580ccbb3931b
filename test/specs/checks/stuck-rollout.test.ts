import { expect } from 'chai';
import { badChanges, failingReadiness, type BadChange } from '../../../specs/checks/stuck-rollout.ts';
import { container } from '../../../specs/checks/env.ts';
import { given } from './fixtures/lesson-05.ts';

type Status = Parameters<BadChange['shows']>[0];

const status = (differences: Partial<Status>): Status => ({ name: 'app', image: '', imageID: '', ready: false, restartCount: 0, ...differences });
const running = { running: { startedAt: '2018-12-08T10:00:00Z' } };

describe('a change that cannot work', () => {
  const deployment = given().manifest('Deployment', 'koa-sample-ap');
  const named = (en: string): BadChange => {
    const found = badChanges.find(({ what }) => what.en === en);
    if (found === undefined) throw new Error(`no change is called ${en}`);
    return found;
  };

  it('changes one thing about the container, and not its labels', () => {
    for (const { what, change } of badChanges) {
      const changed = change(deployment, container);
      expect(changed.get(container), what.en).to.not.deep.equal(deployment.get(container));
      expect(changed.without(container).object, what.en).to.deep.equal(deployment.without(container).object);
    }
  });

  it('shows at its container, and not at one that works', () => {
    const works = status({ state: running, ready: true });
    const seen = [
      [named('an image that does not exist'), status({ state: { waiting: { reason: 'ErrImageNeverPull' } } })],
      [failingReadiness, status({ state: running })],
      [named('a program that exits at once'), status({ state: { waiting: { reason: 'CrashLoopBackOff' } } })],
      [named('a program that exits at once'), status({ state: running, restartCount: 1 })],
    ] as const;
    const pod = { initialized: true };
    for (const [bad, shown] of seen) expect([bad.shows(shown, pod), bad.shows(works, pod)], bad.what.en).to.deep.equal([true, false]);
  });

  it('shows behind init containers too, where the status is late, and not while these run', () => {
    const late = status({ state: { waiting: { reason: 'PodInitializing' } } });
    const image = named('an image that does not exist');
    expect([image.shows(late, { initialized: true }), image.shows(late, { initialized: false })]).to.deep.equal([true, false]);
  });
});
