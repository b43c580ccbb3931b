import { expect } from 'chai';
import type { Manifest } from '../../../harness/lesson/given.ts';
import { misfit, routesOf } from '../../../specs/checks/ingress-route.ts';
import { given } from './fixtures/lesson-05.ts';

const rules = (spec: object, annotations: Record<string, string> = {}): Manifest => given().object({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web', annotations }, spec } as never);
const path = (service: string, over: object = {}) => ({ path: '/', pathType: 'Prefix', backend: { service: { name: service, port: { number: 80 } } }, ...over });
const rule = (host: string | undefined, ...paths: object[]) => ({ ...(host === undefined ? {} : { host }), http: { paths } });
const services = (ingress: Manifest, host: string, asked = '/auth'): string[] => routesOf([ingress], { host, path: asked }).map(({ service }) => service);

describe('the route of a request', () => {
  it('is chosen by host first, then by the longest path', () => {
    const ingress = rules({ rules: [rule('*.k8s', path('any')), rule(undefined, path('all')), rule('api.k8s', path('root'), path('auth', { path: '/auth' }))], defaultBackend: { service: { name: 'rest' } } });
    expect(services(ingress, 'api.k8s')).to.deep.equal(['auth', 'root', 'any', 'all', 'rest']);
    expect(services(ingress, 'www.k8s')).to.deep.equal(['any', 'all', 'rest']);
    expect(services(ingress, 'a.b.k8s')).to.deep.equal(['all', 'rest']);
  });

  it('fits a prefix by whole parts, and an exact path as a whole', () => {
    const asked = (over: object): string[] => services(rules({ rules: [rule('api.k8s', path('app', over))] }), 'api.k8s', '/auth/me');
    expect(asked({ path: '/auth' })).to.deep.equal(['app']);
    expect(asked({ path: '/auth/' })).to.deep.equal(['app']);
    expect(asked({ path: '/au' })).to.deep.equal([]);
    expect(asked({ path: '/au', pathType: 'ImplementationSpecific' })).to.deep.equal(['app']);
    expect(asked({ path: '/auth', pathType: 'Exact' })).to.deep.equal([]);
  });

  it('is left to the controller where that reads paths in a way of its own', () => {
    const regex = { path: '/(.*)', pathType: 'ImplementationSpecific' };
    expect(services(rules({ rules: [rule('api.k8s', path('app', regex))] }), 'api.k8s')).to.deep.equal([]);
    expect(services(rules({ rules: [rule('api.k8s', path('app', regex))] }, { 'nginx.ingress.kubernetes.io/use-regex': 'true' }), 'api.k8s')).to.deep.equal(['app']);
  });

  it('names the field of its backend', () => {
    const [first] = routesOf([rules({ rules: [rule('www.k8s', path('web')), rule('api.k8s', path('x', { path: '/x' }), path('app'))] })], { host: 'api.k8s', path: '/auth' });
    expect(first).to.include({ field: 'spec.rules[1].http.paths[1].backend.service', service: 'app' });
    expect(first?.port).to.deep.equal({ number: 80 });
    expect(routesOf([rules({ defaultBackend: { service: { name: 'app' } } })], { host: 'api.k8s', path: '/' })[0]?.field).to.equal('spec.defaultBackend.service');
  });
});

describe('a request that no rule fits', () => {
  const field = (spec: object): string => misfit([rules(spec)], { host: 'api.k8s', path: '/auth' }).field;

  it('is told by the path, its type or the host', () => {
    expect(field({ rules: [rule('www.k8s', path('a')), rule('api.k8s', path('b', { path: '/api' }))] })).to.equal('spec.rules[1].http.paths[0].path');
    expect(field({ rules: [rule('api.k8s', path('b', { pathType: 'Exact' }))] })).to.equal('spec.rules[0].http.paths[0].pathType');
    expect(field({ rules: [rule('k8s', path('a')), rule('www.k8s', path('a'))] })).to.equal('spec.rules[0].host');
    expect(field({ rules: [{ host: 'api.k8s' }] })).to.equal('spec.rules[0].http.paths');
    expect(field({})).to.equal('spec.rules');
  });
});
