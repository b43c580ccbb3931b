import { expect } from 'chai';
import type { Pod } from '../../../harness/lesson/given.ts';
import { Database } from '../../../specs/mysql/database.ts';
import { clientsPort, faultAt } from '../../../specs/mysql/listening.ts';
import { given, type Change } from '../checks/fixtures/lesson-05.ts';

const service = 'Service/koa-sample-db';
const server = 'Deployment/koa-sample-db';
const path = 'spec.template.spec.containers[mysql]';

describe("where the database's server listens", () => {
  const arrive = (change: Change): number | undefined => {
    const lesson = given(service, change);
    return clientsPort(lesson, Database.of(lesson));
  };

  it('is compared with where clients arrive: at their own port behind a headless Service, else where it leads', () => {
    expect(arrive((manifest) => manifest)).to.equal(3306);
    expect(arrive((manifest) => manifest.with('spec.ports[0].targetPort', 33060))).to.equal(3306);
    const withAddress: Change = (manifest) => manifest.without('spec.clusterIP');
    expect(arrive((manifest) => withAddress(manifest))).to.equal(3306);
    expect(arrive((manifest) => withAddress(manifest).with('spec.ports[0].targetPort', 33060))).to.equal(33060);
    expect(arrive((manifest) => withAddress(manifest).with('spec.ports[0].targetPort', 'sql'))).to.equal(undefined);
  });

  /** What is told of a server that says that it listens at a port, and is bound to these addresses. */
  const fault = async (port: number, bound: string, ...args: string[]): Promise<string> => {
    const lesson = given(server, (manifest) => manifest.with(`${path}.args`, ['--skip-log-bin', ...args]));
    const pod = { container: () => ({ exec: () => Promise.resolve({ exitCode: 0, stdout: `${bound}\n`, stderr: '' }) }) } as unknown as Pod;
    const found = await faultAt(lesson, Database.of(lesson), pod, port);
    return found === undefined ? 'none' : `${typeof found.on === 'string' ? found.on : found.on.id} ${found.field ?? ''}`;
  };
  const args = 'spec.template.spec.containers[0].args';

  it('may be nowhere, at another port, or where only its own pod reaches it', async () => {
    expect(await fault(3306, '*')).to.equal('none');
    expect(await fault(3306, '127.0.0.1,10.1.2.3')).to.equal('none');
    expect(await fault(0, '*', '--skip_networking')).to.equal(`${server} ${args}[1]`);
    expect(await fault(3307, '*', '--port=3307')).to.equal(`${server} ${args}[1]`);
    expect(await fault(3307, '*')).to.equal(`${service} spec.ports`);
    expect(await fault(3306, '127.0.0.1', '--bind-address=127.0.0.1')).to.equal(`${server} ${args}[1]`);
    expect(await fault(3306, '::1,localhost', '--bind-address=localhost')).to.equal(`${server} ${args}[1]`);
  });
});
