import { expect } from 'chai';
import { locate } from '../../harness/expect/blame.ts';
import { placeOfScript } from '../../harness/expect/script-place.ts';
import { Manifest, type ObjectName } from '../../harness/manifests/manifest.ts';
import { parseSources } from '../../harness/manifests/source.ts';

const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: scripts }
data:
  count.sh: |
    i=0
  other.sh: echo
  app.conf: a=b
`;
const [source] = parseSources(text, 'all.yaml');
const scripts = new Manifest(source?.value() as object, source, '02-logging');
const manifestOf = (id: ObjectName): Manifest | undefined => (id === 'ConfigMap/scripts' ? scripts : undefined);

const plain = { volumes: [{ name: 's', configMap: { name: 'scripts' } }], mount: { name: 's', mountPath: '/opt/scripts' } };
const pod = (container: object, { volumes, mount }: { volumes: object[]; mount: object } = plain): Manifest =>
  new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'counter' }, spec: { volumes, containers: [{ name: 'count', image: 'busybox', volumeMounts: [mount], ...container }] } } as object, undefined, '02-logging');
const placed = (manifest: Manifest, field = 'spec.containers[count].command'): string | undefined => {
  const place = placeOfScript(manifest, field, manifestOf);
  return place === undefined ? undefined : `${place.on.id} ${place.field}`;
};

describe('the place of a program', () => {
  const script = "ConfigMap/scripts data['count.sh']";

  it('is the script that a command runs: by itself, by a shell, from a line of a shell', () => {
    for (const command of [['/opt/scripts/count.sh'], ['/bin/sh', '/opt/scripts/count.sh', '1'], ['sh', '-eu', '/opt/scripts/count.sh'], ['sh', '-c', 'sleep 1; exec /opt/scripts/count.sh'], ['sh', '-c', '. /opt/scripts/count.sh']]) {
      expect(placed(pod({ command })), command.join(' ')).to.equal(script);
    }
    expect(placed(pod({ args: ['sh', '/opt/scripts/count.sh'] }), 'spec.containers[0].args[1]')).to.equal(script);
    expect(placed(pod({ command: ['awk'], args: ['-f', '/opt/scripts/count.sh'] }), 'spec.containers[count].args')).to.equal(script);
  });

  it('is found by whatever way the ConfigMap is mounted', () => {
    const command = ['sh', '/opt/scripts/count.sh'];
    const items = [{ key: 'count.sh', path: 'run/it' }];
    expect(placed(pod({ command }, { ...plain, volumes: [{ name: 's', projected: { sources: [{ secret: { name: 'x' } }, { configMap: { name: 'scripts' } }] } }] }))).to.equal(script);
    expect(placed(pod({ command: ['sh', '/opt/scripts/run/it'] }, { ...plain, volumes: [{ name: 's', configMap: { name: 'scripts', items } }] }))).to.equal(script);
    expect(placed(pod({ command: ['sh', '/count'] }, { ...plain, mount: { name: 's', mountPath: '/count', subPath: 'count.sh' } }))).to.equal(script);
  });

  it('is the key of whatever holds it, as text or in base64', () => {
    const command = ['sh', '/opt/scripts/count.sh'];
    const scriptsOf = { metadata: { name: 'scripts' } };
    const secret = { kind: 'Secret', ...scriptsOf, stringData: { 'count.sh': 'i=0' } };
    const found = (object: object, volume: object): string | undefined => {
      const place = placeOfScript(pod({ command }, { ...plain, volumes: [{ name: 's', ...volume }] }), 'spec.containers[count].command', (id) => (id.endsWith('/scripts') ? new Manifest(object, undefined, '02-logging') : undefined));
      return place === undefined ? undefined : `${place.on.id} ${place.field}`;
    };
    expect(found({ kind: 'ConfigMap', ...scriptsOf, binaryData: { 'count.sh': 'aT0w' } }, { configMap: { name: 'scripts' } })).to.equal("ConfigMap/scripts binaryData['count.sh']");
    expect(found(secret, { secret: { secretName: 'scripts' } })).to.equal("Secret/scripts stringData['count.sh']");
    expect(found(secret, { projected: { sources: [{ secret: { name: 'scripts' } }] } })).to.equal("Secret/scripts stringData['count.sh']");
  });

  it('is the command itself where that runs no script of the folder, or several, or only names a file', () => {
    for (const command of [['sh', '-c', 'echo'], ['sh', '/opt/scripts/gone.sh'], ['sh', '/opt/other/count.sh'], ['mysqld', '--defaults-file=/opt/scripts/app.conf'], ['cat', '/opt/scripts/app.conf'], ['sh', '-c', 'sh /opt/scripts/count.sh; sh /opt/scripts/other.sh']]) {
      expect(placed(pod({ command })), command.join(' ')).to.equal(undefined);
    }
    expect(placed(pod({ command: ['/opt/scripts/count.sh'] }), 'spec.containers[count].image')).to.equal(undefined);
    expect(placed(pod({}), 'spec.containers[other].args')).to.equal(undefined);
    expect(placeOfScript(pod({ command: ['/opt/scripts/count.sh'] }), 'spec.containers[count].command', () => undefined)).to.equal(undefined);
  });

  it('is told with its line', () => {
    expect(locate({ manifestOf }, { on: pod({ command: ['/opt/scripts/count.sh'] }), field: 'spec.containers[count].command' })).to.deep.equal({ object: 'ConfigMap/scripts', field: "data['count.sh']", file: 'all.yaml', line: 5 });
  });
});
