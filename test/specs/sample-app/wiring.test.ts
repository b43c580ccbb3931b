import { expect } from 'chai';
import { container } from '../../../specs/checks/env.ts';
import { requireSticky, requireVersion, requireWired, type Wiring } from '../../../specs/sample-app/wiring.ts';
import { app, failing, failureOf, given, type Change } from '../checks/fixtures/lesson-05.ts';

describe('what refers to what', () => {
  const service = 'Service/koa-sample-ap';
  const ingress = 'Ingress/koa-sample-web';
  const failure = (id: string, change: Change, wiring: Wiring = {}): string => failureOf((lesson) => { requireWired(lesson, wiring); }, id, change);

  it('is right in our own manifests', () => {
    requireWired(given());
    requireWired(given(), { ingress: 'koa-sample-web', hosts: ['*.k8s'] });
    requireSticky(given());
  });

  it('may be said in other words', () => {
    for (const [id, change] of [
      [app, (manifest) => manifest.with(`${container}.readinessProbe.httpGet.port`, 3000)],
      [service, (manifest) => manifest.without('spec.ports[0].targetPort')],
      [ingress, (manifest) => manifest.with('spec.rules[0].http.paths[0].backend.service.port', { number: 3000 })],
    ] satisfies [string, Change][]) expect(failure(id, change), id).to.equal('none');
  });

  it('names what leads nowhere', () => {
    expect(failure(app, (manifest) => manifest.with(`${container}.env[DB_HOST].value`, 'mysql'))).to.contain('DB_HOST');
    expect(failure(app, (manifest) => manifest.with(`${container}.ports[0].containerPort`, 3001))).to.equal(`${app} spec.template.spec.containers[app].ports[http].containerPort: 3000, not 3001`);
    expect(failure(app, (manifest) => manifest.with(`${container}.readinessProbe.httpGet.port`, 'web'))).to.contain(`${app} spec.template.spec.containers[app].readinessProbe.httpGet.port`);
    expect(failure(app, (manifest) => manifest.with(`${container}.readinessProbe.httpGet.path`, '/ready'))).to.contain('readinessProbe.httpGet.path');
    expect(failure(service, (manifest) => manifest.with('spec.selector.app', 'koa'))).to.equal(`${service} spec.selector: labels of the pods of ${app}: {"app":"koa-sample-ap"}, not {"app":"koa"}`);
    expect(failure(service, (manifest) => manifest.with('spec.ports[0].targetPort', 80))).to.equal(`${service} spec.ports[http].targetPort: 3000, or the name of a container port 3000 of Deployment/koa-sample-ap, not 80`);
    expect(failure(service, (manifest) => manifest.with('spec.ports[0].name', 'web'))).to.equal(
      `${ingress} spec.rules[0].http.paths[0].backend.service.port: a port of Service/koa-sample-ap: name web or number 3000, not {"name":"http"}`,
    );
  });

  it('needs an Ingress', () => {
    const another: Change = (manifest) => manifest.changed((object: { kind: string }) => { object.kind = 'Route'; });
    expect(failure(ingress, another)).to.contain(`${ingress} : an Ingress named koa-sample-web, not no Ingress`);
  });

  it('is asked of the host that visitors come to', () => {
    expect(failure(ingress, (manifest) => manifest.with('spec.rules[0].host', 'k8s'))).to.equal(`${ingress} spec.rules[0].host: a host that matches api.k8s, such as "*.k8s", not "k8s"`);
    expect(failure(ingress, (manifest) => manifest.without('spec.rules[0].host'))).to.contain('spec.rules[0].host: a host that matches api.k8s');
    expect(failure(ingress, (manifest) => manifest, { hosts: ['api.weighted.k8s'] })).to.equal(`${ingress} spec.rules[0].host: a host that matches api.weighted.k8s, such as "api.weighted.k8s", not "*.k8s"`);
  });

  it('asks for the version that the lesson is about', () => {
    const check = (version: string) => failureOf((lesson) => { requireVersion(lesson, lesson.manifest('Deployment', 'koa-sample-ap'), version); }, app, (manifest) => manifest);
    expect(check('1.0')).to.equal('none');
    expect(check('2.0')).to.equal(`${app} spec.template.spec.containers[app].image: an image with the tag 2.0, not "koa-sample-ap:1.0"`);
  });

  it('names the annotation without which visitors do not stay', () => {
    const cookie = 'traefik.ingress.kubernetes.io/service.sticky.cookie';
    expect(failureOf((lesson) => { requireSticky(lesson); }, service, (manifest) => manifest.without(`metadata.annotations['${cookie}.name']`))).to.contain(`${cookie}.name']: "route", not`);
  });

  it('hints at the host, Service and version that are asked for', () => {
    const weighted = failing((lesson) => { requireWired(lesson, { hosts: ['api.weighted.k8s'] }); }, ingress, (manifest) => manifest);
    expect(weighted?.hint).to.contain('"api.weighted.k8s"').and.not.contain('*.k8s');
    const version = failing((lesson) => { requireVersion(lesson, lesson.manifest('Deployment', 'koa-sample-ap'), '1.0'); }, app, (manifest) => manifest.with(`${container}.image`, 'koa-sample-ap:1.1'));
    expect(version?.hint).to.equal('Set the image of the container to koa-sample-ap:1.0.');
    const selector = failing((lesson) => { requireWired(lesson); }, service, (manifest) => manifest.with('spec.selector.app', 'koa'));
    expect(selector?.hint).to.contain('labels that the pods have: app=koa-sample-ap');
  });
});
