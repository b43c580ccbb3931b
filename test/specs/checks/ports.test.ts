import { expect } from 'chai';
import { verbatim } from '../../../harness/text/language.ts';
import { container } from '../../../specs/checks/env.ts';
import { requireServicePort } from '../../../specs/checks/ports.ts';
import { failing, failureOf, type Change } from './fixtures/lesson-05.ts';

const service = 'Service/koa-sample-db';
const server = 'Deployment/koa-sample-db';

describe('the port of a Service', () => {
  const failure = (id: string, change: Change, listens = 3306, of = container): string => failureOf((lesson) => {
    requireServicePort(lesson, lesson.manifest('Service', 'koa-sample-db'), lesson.manifest('Deployment', 'koa-sample-db'), { port: 3306, listens, of }, verbatim('Change the port.'));
  }, id, change);

  it('leads to where the server listens, by number, by name, or by itself', () => {
    expect(failure(service, (manifest) => manifest)).to.equal('none');
    expect(failure(service, (manifest) => manifest.with('spec.ports[0].targetPort', 3306))).to.equal('none');
    expect(failure(service, (manifest) => manifest.without('spec.ports[0].targetPort'))).to.equal('none');
    expect(failure(service, (manifest) => manifest.with('spec.ports', [{ name: 'x', port: 33060 }, { name: 'mysql', port: 3306 }]))).to.equal('none');
    expect(failure(service, (manifest) => manifest.with('spec.ports[0].targetPort', 3307), 3307)).to.equal('none');
  });

  it('is named when it is another, or leads elsewhere', () => {
    expect(failure(service, (manifest) => manifest.with('spec.ports[0].port', 3307))).to.equal(`${service} spec.ports[mysql].port: 3306, not 3307`);
    expect(failure(service, (manifest) => manifest.with('spec.ports[0].targetPort', 33060))).to.equal(`${service} spec.ports[mysql].targetPort: 3306, or the name of a container port 3306 of Deployment/koa-sample-db, not 33060`);
    expect(failure(service, (manifest) => manifest.with('spec.ports[0].targetPort', 'sql'))).to.contain('not "sql"');
    expect(failure(service, (manifest) => manifest.without('spec.ports'))).to.contain(`${service} spec.ports[0].port`);
  });

  it('leads to another container than the first when that is the one that listens', () => {
    const added: Change = (manifest) => manifest.with('spec.template.spec.containers[]', { name: 'proxy', ports: [{ name: 'mysql', containerPort: 3307 }] }).without(`${container}.ports`);
    const of = 'spec.template.spec.containers[proxy]';
    expect(failure(server, added, 3307)).to.contain('not "mysql"');
    expect(failure(server, added, 3307, of)).to.equal('none');
    expect(failure(server, added, 3306, of)).to.contain('containers[proxy].ports[mysql].containerPort: 3306, not 3307');
  });

  it('is right, and the name is missed, when another workload behind the Service has it', () => {
    const canary = 'Deployment/koa-sample-ap-canary';
    const ports = 'spec.template.spec.containers[app].ports';
    const told = (change: Change) => failing((lesson) => {
      requireServicePort(lesson, lesson.manifest('Service', 'koa-sample-ap'), lesson.manifest('Deployment', 'koa-sample-ap-canary'), { port: 3000, listens: 3000, of: 'spec.template.spec.containers[app]' }, verbatim(''));
    }, canary, change, { lesson: '07-canary' });
    expect(told((manifest) => manifest)).to.equal(undefined);
    expect(told((manifest) => manifest.with(`${ports}[0].name`, 'web'))).to.include({ object: canary, field: `${ports}[web].name`, expected: '"http"', observed: '"web"' });
    expect(told((manifest) => manifest.without(ports))).to.include({ object: canary, field: `${ports}[0].name`, observed: 'nothing' });
  });

  it('is right, and the container port is named, when that is another than the server\'s', () => {
    expect(failure(server, (manifest) => manifest.with(`${container}.ports[0].containerPort`, 3307))).to.equal(`${server} spec.template.spec.containers[mysql].ports[mysql].containerPort: 3306, not 3307`);
    expect(failure(server, (manifest) => manifest, 3307)).to.contain('containers[mysql].ports[mysql].containerPort: 3307, not 3306');
    expect(failure(server, (manifest) => manifest.with(`${container}.ports[0].name`, 'sql'))).to.contain(`${service} spec.ports[mysql].targetPort: 3306, or the name of a container port 3306 of Deployment/koa-sample-db, not "mysql"`);
  });
});
