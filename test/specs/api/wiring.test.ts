import { join } from 'node:path';
import { expect } from 'chai';
import { LessonFailure } from '../../../harness/errors/lesson-failure.ts';
import { failureAbout, type Teller } from '../../../harness/expect/blame.ts';
import { FieldExpectation } from '../../../harness/expect/field.ts';
import type { Given, Manifest } from '../../../harness/lesson/given.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { requireProbes, requireTimeToLeave, requireWired } from '../../../specs/api/wiring.ts';

const ours = join(import.meta.dirname, '../../../manifests');
const container = 'spec.template.spec.containers[0]';

/** What a spec is given of the lesson's manifests, with one of them changed. */
function given(id = '', change: (manifest: Manifest) => Manifest = (manifest) => manifest): Given {
  const loaded = Manifests.load({ dir: ours, ours }, '05-ingress', ['04-mysql']);
  const manifests = new Manifests(loaded.all().map((manifest) => (manifest.id === id ? change(manifest) : manifest)));
  const teller: Teller = { hint: (key) => key, manifestOf: (name) => manifests.named(name) };
  return {
    manifests,
    manifest: (kind: string, name: string) => manifests.need(kind, name, '05-ingress'),
    expect: (manifest: Manifest, field: string) => new FieldExpectation(teller, manifest, field),
    fail: (about: Parameters<Given['fail']>[0]) => { throw failureAbout(teller, about, about); },
  } as unknown as Given;
}

function failure(id: string, change: (manifest: Manifest) => Manifest, check = requireWired): string {
  try {
    check(given(id, change));
  } catch (error) {
    if (!(error instanceof LessonFailure)) throw error;
    const { object, field = '', expected, observed } = error.failure;
    return `${object} ${field}: ${expected}, not ${observed}`;
  }
  return 'none';
}

describe('what refers to what in lesson 05', () => {
  const app = 'Deployment/koa-sample-ap';
  const service = 'Service/koa-sample-ap';
  const ingress = 'Ingress/koa-sample-web';

  it('is right in our own manifests', () => {
    requireWired(given());
    requireProbes(given());
    requireTimeToLeave(given(), 3_000);
  });

  it('may be said in other words', () => {
    for (const [id, change] of [
      [app, (manifest) => manifest.without(`${container}.env[DB_PORT]`)],
      [app, (manifest) => manifest.with(`${container}.readinessProbe.httpGet.port`, 3000)],
      [service, (manifest) => manifest.without('spec.ports[0].targetPort')],
      [ingress, (manifest) => manifest.with('spec.rules[0].http.paths[0].backend.service.port', { number: 3000 })],
      ['Secret/dbsecret', (manifest) => manifest.without('stringData').with('data', { user: 'a29h', password: 'a29h' })],
    ] satisfies [string, (manifest: Manifest) => Manifest][]) expect(failure(id, change), id).to.equal('none');
  });

  it('names what leads nowhere', () => {
    expect(failure(app, (manifest) => manifest.with(`${container}.env[DB_HOST].value`, 'mysql'))).to.equal(
      `${app} ${container}.env[0]: DB_HOST: a Service of Deployment/koa-sample-db: koa-sample-db, not another value`,
    );
    expect(failure(app, (manifest) => manifest.without(`${container}.env[DB_USER]`))).to.contain(`${app} ${container}.env`);
    expect(failure(app, (manifest) => manifest.with(`${container}.env[DB_PASSWORD].valueFrom.secretKeyRef.key`, 'root_password'))).to.contain('the same as MYSQL_PASSWORD of Deployment/koa-sample-db, not another value');
    expect(failure(app, (manifest) => manifest.with(`${container}.ports[0].containerPort`, 3001))).to.equal(`${app} ${container}.ports[0].containerPort: 3000, not 3001`);
    expect(failure(app, (manifest) => manifest.with(`${container}.readinessProbe.httpGet.port`, 'web'))).to.contain(`${app} ${container}.readinessProbe.httpGet.port`);
    expect(failure(app, (manifest) => manifest.with(`${container}.readinessProbe.httpGet.path`, '/ready'))).to.contain('readinessProbe.httpGet.path');
    expect(failure(app, (manifest) => manifest.with(`${container}.readinessProbe.httpGet.path`, '/healthz'), requireProbes)).to.contain('readinessProbe.httpGet.path: "/readyz", not "/healthz"');
    expect(failure(app, (manifest) => manifest.without(`${container}.livenessProbe`), requireProbes)).to.contain('livenessProbe.httpGet.path: "/healthz"');
    expect(failure(service, (manifest) => manifest.with('spec.selector.app', 'koa'))).to.equal(`${service} spec.selector: labels of the pods of ${app}: {"app":"koa-sample-ap"}, not {"app":"koa"}`);
    expect(failure(service, (manifest) => manifest.with('spec.ports[0].targetPort', 80))).to.equal(`${service} spec.ports[0].targetPort: 3000, or the name of a container port 3000, not 80`);
    expect(failure(service, (manifest) => manifest.with('spec.ports[0].name', 'web'))).to.equal(
      `${ingress} spec.rules[0].http.paths[0].backend.service.port: a port of Service/koa-sample-ap: name web or number 3000, not {"name":"http"}`,
    );
  });

  it('leaves a pod more time than its readiness probe and its slowest request need', () => {
    const requireTime = (lesson: Given): void => { requireTimeToLeave(lesson, 3_000); };
    expect(failure(app, (manifest) => manifest.with('spec.template.spec.terminationGracePeriodSeconds', 6), requireTime)).to.equal(
      `${app} spec.template.spec.terminationGracePeriodSeconds: 7 or more: preStop 0 ms, DRAIN_MS 4000 ms and a request of 3000 ms, not 6`,
    );
    expect(failure(app, (manifest) => manifest.without('spec.template.spec.terminationGracePeriodSeconds'), requireTime)).to.equal('none');
    expect(failure(app, (manifest) => manifest.without(`${container}.env[DRAIN_MS]`), requireTime)).to.contain('DRAIN_MS of at least 3500').and.contain('not none');
    expect(failure(app, (manifest) => manifest.with(`${container}.readinessProbe.failureThreshold`, 0), requireTime)).to.contain('failureThreshold 3');
    expect(failure(app, (manifest) => manifest.with(`${container}.readinessProbe.periodSeconds`, 10), requireTime)).to.equal(
      `${app} ${container}.readinessProbe: DRAIN_MS of at least 21500: periodSeconds 10 × failureThreshold 2 of the readinessProbe, and a moment more, not 4000`,
    );
  });
});
