import { expect } from 'chai';
import type { Manifest } from '../../../harness/lesson/given.ts';
import { container } from '../../../specs/checks/env.ts';
import { dataField, schemaBlame } from '../../../specs/mysql/mounted.ts';
import { given, type Change } from '../checks/fixtures/lesson-05.ts';

describe('what is mounted into the database', () => {
  const server = (change: Change): [ReturnType<typeof given>, Manifest] => {
    const lesson = given('Deployment/koa-sample-db', change);
    return [lesson, lesson.manifest('Deployment', 'koa-sample-db')];
  };
  const schema = (change: Change): string => {
    const { on, field = '' } = schemaBlame(...server(change));
    return `${typeof on === 'string' ? on : on.id} ${field}`;
  };

  it('is to blame for a wrong schema: the mount, the volume, or what is in it', () => {
    expect(schema((manifest) => manifest)).to.equal('ConfigMap/koa-sample-db-schema data');
    expect(schema((manifest) => manifest.with(`${container}.volumeMounts[schema].mountPath`, '/sql'))).to.equal(`Deployment/koa-sample-db ${container}.volumeMounts`);
    expect(schema((manifest) => manifest.without('spec.template.spec.volumes[schema].configMap'))).to.equal('Deployment/koa-sample-db spec.template.spec.volumes[schema]');
    expect(schema((manifest) => manifest.with(`${container}.volumeMounts[schema].mountPath`, '/docker-entrypoint-initdb.d/'))).to.contain('ConfigMap');
  });

  it('is to blame for lost data: the mount where there is none, else the volume', () => {
    const field = (change: Change): string => dataField(server(change)[1]);
    expect(field((manifest) => manifest)).to.equal('spec.template.spec.volumes');
    expect(field((manifest) => manifest.without(`${container}.volumeMounts[data]`))).to.equal(`${container}.volumeMounts`);
  });
});
