import { expect } from 'chai';
import { containerOrFirst, initContainers, runningContainers } from '../../../specs/checks/containers.ts';
import { given } from './fixtures/lesson-05.ts';

const pod = 'spec.template.spec';

describe('containers of a workload', () => {
  const deployment = given().manifest('Deployment', 'koa-sample-ap')
    .with(`${pod}.initContainers`, [{ name: 'wait' }, { name: 'log', restartPolicy: 'Always' }, { name: 'copy' }])
    .with(`${pod}.containers[]`, { name: 'clock' });
  const shown = (containers: ReturnType<typeof runningContainers>): string[] => containers.map(({ path, container }) => `${container.name} ${path}`);

  it('run beside each other, native sidecars too', () => {
    expect(shown(runningContainers(deployment))).to.deep.equal([`app ${pod}.containers[0]`, `clock ${pod}.containers[1]`, `log ${pod}.initContainers[1]`]);
  });

  it('come one after another before them', () => {
    expect(shown(initContainers(deployment))).to.deep.equal([`wait ${pod}.initContainers[0]`, `copy ${pod}.initContainers[2]`]);
  });

  it('are found by name, or are the first', () => {
    expect([containerOrFirst(deployment, 'log'), containerOrFirst(deployment, 'other')]).to.deep.equal([`${pod}.initContainers[1]`, `${pod}.containers[0]`]);
    expect(containerOrFirst(given().manifest('Deployment', 'koa-sample-ap').without(`${pod}.containers`), 'app'), 'where it would stand').to.equal(`${pod}.containers[app]`);
  });

  it('are those of a pod by itself, and none where there are no pods', () => {
    const bare = given().object({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'web' }] } } as never);
    expect(shown(runningContainers(bare))).to.deep.equal(['web spec.containers[0]']);
    expect(runningContainers(given().manifest('Service', 'koa-sample-ap'))).to.deep.equal([]);
  });
});
