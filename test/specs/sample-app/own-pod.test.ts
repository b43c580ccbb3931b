import { expect } from 'chai';
import { requireOwnPod } from '../../../specs/sample-app/own-pod.ts';
import { given } from '../checks/fixtures/lesson-05.ts';
import { failureOf } from '../../verdict/failure-of.ts';

describe('requireOwnPod', () => {
  const lesson = () => {
    const it = given();
    it.list = (() => Promise.resolve([{ metadata: { name: 'ap-1' } }])) as typeof it.list;
    return it;
  };
  const visit = { host: 'api.k8s', path: '/healthz' };

  it('is content with a pod of the namespace', async () => {
    await requireOwnPod(lesson(), visit, 'ap-1');
  });

  it('blames the host, which another namespace has too, where a pod of that one responds', async () => {
    const thrown: unknown = await requireOwnPod(lesson(), visit, 'ap-9').catch((error: unknown) => error);
    const failure = failureOf(() => { throw thrown; });
    expect(failure).to.include({ object: 'Ingress/koa-sample-web', field: 'spec.rules[0].host', expected: 'a response of a pod of this namespace', observed: 'Pod/ap-9' });
    expect(failure.hint).to.contain('Another namespace of this cluster has an Ingress for api.k8s');
  });
});
