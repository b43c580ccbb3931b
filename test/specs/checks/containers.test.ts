import { expect } from 'chai';
import { commandPath, containerOrFirst, initContainers, runningContainers } from '../../../specs/checks/containers.ts';
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

  it('have their program in args, or in command where there are no args', () => {
    const written = (...containers: object[]) => given().object({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers } } as never);
    expect(commandPath(written({ name: 'a', command: ['tail'] }), 'a')).to.equal('spec.containers[0].command');
    expect(commandPath(written({ name: 'a', command: ['sh'], args: ['x'] }), 'a')).to.equal('spec.containers[0].args');
    expect(commandPath(written({ name: 'a' }), 'a')).to.equal('spec.containers[0].args');
  });

  it('are those of a pod by itself, and none where there are no pods', () => {
    const bare = given().object({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'web' }] } } as never);
    expect(shown(runningContainers(bare))).to.deep.equal(['web spec.containers[0]']);
    expect(runningContainers(given().manifest('Service', 'koa-sample-ap'))).to.deep.equal([]);
  });
});
