import { expect } from 'chai';
import type { Given } from '../../harness/lesson/given.ts';
import { test } from '../../harness/lesson/lesson.ts';
import { outageMs } from '../checks/outage.ts';
import { everyKind, slowAnswer } from '../sample-app/pod-loss.ts';
import { apiAnswers, apiHost } from '../sample-app/requests.ts';

/** Milliseconds that a request takes which the old controller has accepted: within the 10 s that it is given to finish. */
const UNDER_WAY = 3_000;
/** Milliseconds from the first request that nobody answers to the last. */
const LONGEST_OUTAGE = 20_000;

/**
 * The rule for the only ingress controller of a cluster: it finishes what it has begun; nobody is answered until the next
 * one is there; from then on everybody is, and a visitor's cookie still names the same pod.
 */
export function ingressControllerRestart(given: Given): void {
  const on = { on: 'Deployment/traefik', hint: 'controller-back' } as const;

  test('loses what comes while the only ingress controller is replaced, and nothing before or after', { effect: 'disturbs', exclusive: 'cluster' }, async () => {
    await apiAnswers(given, 2);
    await using traffic = await everyKind(given, 'before');
    await traffic.answered(10);
    const underWay = slowAnswer(given.web({ deadlineMs: 15_000 }), UNDER_WAY);
    // Those who came in the second after it have been answered: the controller is working on it.
    await traffic.answered(30);
    traffic.mark('replaced');
    await given.ingressController().restart();
    expect(await underWay, 'status of the request that the old controller was working on').to.equal(200);
    await given.ingressController().complete({ blame: on });
    await given.answer({ path: '/healthz', host: apiHost }, { state: 'the new ingress controller answers 200', fits: ({ status }) => status === 200, blame: on });
    traffic.mark('back');
    await traffic.answered(30);
    const report = await traffic.stop();
    report.requireValid();

    const outage = outageMs(report);
    given.measure('lostRequests', report.failed);
    given.measure('outageMs', outage);
    await given.blame(on, () => {
      expect(report.failed, 'requests that nobody answered: there was no controller for a while').to.be.above(0);
      for (const phase of ['before', 'back']) expect(report.counts({ phase }).errors, `requests lost in the phase \`${phase}\``).to.deep.equal({});
      expect(outage, 'milliseconds without an answer').to.be.at.most(LONGEST_OUTAGE);
      const moved = report.clients('sticky').filter(({ visits }) => visits.length !== 1);
      expect(moved, 'visitors whose cookie led to another pod afterwards').to.deep.equal([]);
    });
  });
}
