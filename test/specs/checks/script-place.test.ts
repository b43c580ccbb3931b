import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { Manifests } from '../../../harness/manifests/manifests.ts';
import { programPlace } from '../../../specs/checks/script-place.ts';

describe('the place of the program that a container runs', () => {
  const scripts = new Manifest({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'scripts' }, data: { 'print.sh': 'echo', other: 'x' } } as object, undefined, '09-x');
  const place = (container: object, configMap: object = { name: 'scripts' }): string => {
    const pod = new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'app', volumeMounts: [{ name: 'v', mountPath: '/opt/s/' }], ...container }], volumes: [{ name: 'v', configMap }] } } as object, undefined, '09-x');
    const { on, field } = programPlace({ manifests: new Manifests([pod, scripts]) }, pod, 'app');
    return `${on.id} ${field}`;
  };

  it('is the key of the ConfigMap that is mounted where its command looks', () => {
    expect(place({ command: ['sh'], args: ['/opt/s/print.sh'] })).to.equal("ConfigMap/scripts data['print.sh']");
    expect(place({ args: ['sh', '-c', 'exec sh /opt/s/run/a.sh'] }, { name: 'scripts', items: [{ key: 'other', path: 'run/a.sh' }] })).to.match(/^ConfigMap\/scripts data.other/);
    expect(place({ args: ['sh', '/a.sh'], volumeMounts: [{ name: 'v', mountPath: '/a.sh', subPath: 'print.sh' }] })).to.equal('Pod/p spec.containers[0].args');
  });

  it('is the container itself where its command names no file of it', () => {
    expect(place({ args: ['sh', '-c', 'echo hello'] })).to.equal('Pod/p spec.containers[0].args');
    expect(place({ args: ['sh', '/opt/s/missing.sh'] })).to.equal('Pod/p spec.containers[0].args');
    expect(place({ args: ['sh', '/opt/s/print.sh'] }, { name: 'elsewhere' })).to.equal('Pod/p spec.containers[0].args');
  });
});
