import { expect } from 'chai';
import type { Given, Manifest } from '../../../harness/lesson/given.ts';
import { isCanaryIngress, requireApart, requireWeighingClass, sharedIngress, weighsApi, weightedRoute } from '../../../specs/sample-app/canary-weights.ts';
import { failing, given, type Change } from '../checks/fixtures/lesson-05.ts';

describe('a canary by weight', () => {
  const lesson = '07-canary';
  const prefix = 'nginx.ingress.kubernetes.io/canary';
  const canary = 'Ingress/koa-sample-weighted-canary';
  const path = 'spec.rules[0].http.paths[0].backend.service';
  const route = (from: Given) => weightedRoute(from, 'koa-sample-weighted-canary');
  const found = (id = '', change?: Change) => route(given(id, change, { lesson }));
  const annotated = (annotations: Record<string, string>): Change => (manifest) => manifest.with('metadata.annotations', Object.fromEntries(Object.entries(annotations).map(([name, value]) => [`${prefix}${name}`, value])));
  const check = (from: Given): void => {
    const weighted = route(from);
    requireWeighingClass(from, weighted, ['nginx']);
    requireApart(from, weighted, { stable: from.manifest('Deployment', 'koa-sample-ap'), other: from.manifest('Deployment', 'koa-sample-ap-canary') });
  };
  const failure = (id: string, change: Change): string => {
    const seen = failing(check, id, change, { lesson });
    return seen === undefined ? 'none' : `${seen.object} ${seen.field ?? ''}`;
  };

  it('is found by its annotations and by the host of the other Ingress, whatever they are called', () => {
    expect(found()).to.deep.include({ host: 'api.weighted.k8s', share: 0.2, field: `metadata.annotations['${prefix}-weight']` });
    expect(found(canary, (manifest) => manifest.named('second')).canary.name).to.equal('second');
    expect(found().main.name).to.equal('koa-sample-weighted');
    expect(failure('', (manifest) => manifest)).to.equal('none');
  });

  it('has the share that its own annotations say', () => {
    const share = (annotations: Record<string, string>) => found(canary, annotated({ '': 'true', ...annotations })).share;
    expect(share({ '-weight': '35' })).to.equal(0.35);
    expect(share({ '-weight': '200', '-weight-total': '1000' })).to.equal(0.2);
    expect(share({ '-weight': '20', '-by-header': 'x-canary' })).to.equal(0.2);
    expect(found(canary, annotated({ '': 'true', '-weight': '20', '-by-header': 'x-canary', '-by-header-value': 'me' }))).to.deep.include({ share: 0.2, header: { name: 'x-canary', value: 'me' } });
  });

  it('is told by the annotation that makes none of it', () => {
    const field = (annotations: Record<string, string>) => failure(canary, annotated(annotations));
    expect(field({})).to.equal(`${canary} metadata.annotations['${prefix}']`);
    expect(field({ '': 'true' })).to.equal(`${canary} metadata.annotations['${prefix}-weight']`);
    expect(field({ '': 'true', '-by-header': 'x-canary' }), 'all others get none').to.equal(`${canary} metadata.annotations['${prefix}-weight']`);
    for (const weight of ['0', '100', '200', 'some']) expect(field({ '': 'true', '-weight': weight }), weight).to.equal(`${canary} metadata.annotations['${prefix}-weight']`);
    expect(field({ '': 'true', '-weight': '20', '-weight-total': '1000' })).to.equal(`${canary} metadata.annotations['${prefix}-weight-total']`);
  });

  it('is told by what does not lead to its own version alone', () => {
    const own = (name: string): Change => (manifest: Manifest) => manifest.with(`${path}.name`, name);
    expect(failure(canary, (manifest) => manifest.with('spec.rules[0].host', 'api.other.k8s'))).to.equal(`${canary} spec.rules[0].host`);
    for (const id of [canary, 'Ingress/koa-sample-weighted']) expect(failure(id, (manifest) => manifest.without('spec.rules[0].http')), id).to.equal(`${id} spec.rules[0].http`);
    expect(failure(canary, (manifest) => manifest.with('spec.defaultBackend', manifest.get('spec.rules[0].http.paths[0].backend')).without('spec.rules'))).to.equal(`${canary} spec.rules`);
    expect(failure(canary, (manifest) => manifest.with('spec.ingressClassName', 'traefik'))).to.equal(`${canary} spec.ingressClassName`);
    expect(failure('Ingress/koa-sample-weighted', (manifest) => manifest.without('spec.ingressClassName'))).to.equal('Ingress/koa-sample-weighted spec.ingressClassName');
    for (const name of ['koa-sample-ap-stable', 'koa-sample-ap', 'no-such']) expect(failure(canary, own(name)), name).to.equal(`${canary} ${path}.name`);
    expect(failure('Ingress/koa-sample-weighted', (manifest) => manifest.with('spec.rules[0].http.paths[0].path', '/x'))).to.equal('Ingress/koa-sample-weighted spec.rules[0].http.paths[0].path');
    expect(failure(canary, (manifest) => manifest.with(`${path}.port`, { number: 80 }))).to.equal(`${canary} ${path}.port`);
    expect(failure('Service/koa-sample-ap-canary', (manifest) => manifest.without('spec.selector.track'))).to.equal('Service/koa-sample-ap-canary spec.selector');
    expect(failure('Service/koa-sample-ap-canary', (manifest) => manifest.with('spec.ports[0].targetPort', 8080))).to.equal('Service/koa-sample-ap-canary spec.ports[http].targetPort');
  });

  it('may be one of several hosts, and for several paths', () => {
    const before: Change = (manifest) => manifest.with('spec.rules', [{ host: 'www.k8s', http: { paths: [] } }, ...manifest.get<unknown[]>('spec.rules') ?? []]);
    const paths = 'spec.rules[0].http.paths';
    const oneMore: Change = (manifest) => manifest.with(paths, [{ ...manifest.get<object>(`${paths}[0]`), path: '/healthz' }, ...manifest.get<unknown[]>(paths) ?? []]);
    for (const id of ['Ingress/koa-sample-weighted', canary]) {
      expect(failure(id, before), id).to.equal('none');
      expect(failure(id, oneMore), id).to.equal('none');
      expect(failure(id, (manifest) => oneMore(manifest).with(`${paths}[1].backend.service.name`, 'no-such')), id).to.equal(`${id} ${paths}[1].backend.service.name`);
    }
    expect(found(canary, before)).to.deep.include({ host: 'api.weighted.k8s', written: 'api.weighted.k8s' });
  });

  it('is no route that both versions share', () => {
    const name = (id = '', change?: Change) => sharedIngress(given(id, change, { lesson }), 'koa-sample-ap', 'usual');
    expect(name()).to.equal('koa-sample-web');
    expect(name('Ingress/koa-sample-web', (manifest) => manifest.named('mine'))).to.equal('mine');
    expect(name('Ingress/koa-sample-web', (manifest) => manifest.with(`${path}.name`, 'other'))).to.equal('usual');
  });

  it('changes the shares of the shared host only where it takes requests to that', () => {
    const all = given('', undefined, { lesson }).manifests.all('Ingress');
    expect(all.filter(isCanaryIngress).map(({ name }) => name)).to.deep.equal(['koa-sample-weighted-canary']);
    expect(all.filter(weighsApi)).to.deep.equal([]);
    const [weighted] = all.filter(isCanaryIngress);
    for (const host of ['api.k8s', '*.k8s']) expect(weighted !== undefined && weighsApi(weighted.with('spec.rules[0].host', host)), host).to.equal(true);
  });
});
