import { expect } from 'chai';
import type { Given } from '../../../harness/lesson/given.ts';
import { container } from '../../../specs/checks/env.ts';
import { requireProbes, requireTimeToLeave } from '../../../specs/sample-app/probes.ts';
import { app, failing, failureOf, given, type Change } from '../checks/fixtures/lesson-05.ts';

const deployment = (lesson: Given) => lesson.manifest('Deployment', 'koa-sample-ap');

describe('probes of the app', () => {
  const failure = (change: Change): string => failureOf((lesson) => { requireProbes(lesson, deployment(lesson)); }, app, change);

  it('ask each its own question in our own manifests', () => { requireProbes(given(), deployment(given())); });

  it('are named when they ask another, or are not there', () => {
    expect(failure((manifest) => manifest.with(`${container}.readinessProbe.httpGet.path`, '/healthz'))).to.contain('readinessProbe.httpGet.path: "/readyz", not "/healthz"');
    expect(failure((manifest) => manifest.without(`${container}.livenessProbe`))).to.contain('livenessProbe.httpGet.path: "/healthz"');
  });
});

describe('the time that a pod has to leave', () => {
  const failure = (change: Change): string => failureOf((lesson) => { requireTimeToLeave(lesson, deployment(lesson), 3_000); }, app, change);

  it('is more than its readiness probe and its slowest request need', () => {
    requireTimeToLeave(given(), deployment(given()), 3_000);
    expect(failure((manifest) => manifest.with('spec.template.spec.terminationGracePeriodSeconds', 6))).to.equal(
      `${app} spec.template.spec.terminationGracePeriodSeconds: 7 or more: preStop.sleep.seconds 0, DRAIN_MS 4000 and a request of 3000 ms, not 6`,
    );
    expect(failure((manifest) => manifest.without('spec.template.spec.terminationGracePeriodSeconds'))).to.equal('none');
    expect(failure((manifest) => manifest.without(`${container}.env[DRAIN_MS]`))).to.contain('DRAIN_MS of at least 3500').and.contain('not none');
    expect(failure((manifest) => manifest.with(`${container}.readinessProbe.failureThreshold`, 0))).to.contain('failureThreshold 3');
    expect(failure((manifest) => manifest.with(`${container}.readinessProbe.periodSeconds`, 10))).to.equal(
      `${app} spec.template.spec.containers[app].readinessProbe: DRAIN_MS of at least 21500: periodSeconds 10 × failureThreshold 2 of the readinessProbe, and a moment more, not "4000"`,
    );
  });

  it('is shown as it is written, and is not judged by a probe that is missing', () => {
    expect(failure((manifest) => manifest.with(`${container}.env[DRAIN_MS].value`, '0'))).to.match(/DRAIN_MS of at least 3500.*, not "0"$/);
    expect(failure((manifest) => manifest.without(`${container}.readinessProbe`))).to.equal('none');
  });

  it('is in the hint as it is in the expectation', () => {
    const slow = failing((lesson) => { requireTimeToLeave(lesson, deployment(lesson), 3_000); }, app, (manifest) => manifest.with(`${container}.readinessProbe.periodSeconds`, 10));
    expect(slow?.expected).to.contain('at least 21500');
    expect(slow?.hint).to.contain('Set DRAIN_MS to 21500 or more').and.contain('terminationGracePeriodSeconds must be 25 or more');
    expect(slow?.ja.hint).to.contain('DRAIN_MS を 21500 以上').and.contain('25 以上');
  });
});
