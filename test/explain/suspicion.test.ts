import { expect } from 'chai';
import { addDifferences } from '../../harness/explain/add-differences.ts';
import { LessonComparison } from '../../harness/explain/lesson-comparison.ts';
import { bySuspicion } from '../../harness/explain/suspicion.ts';
import { flattened, type FailureDetails } from '../../harness/verdict/lesson-failure.ts';
import type { Failure, LessonResult } from '../../harness/verdict/results.ts';
import { deployment, manifestsOf } from './objects.ts';

const database = (args: string, more = ''): string => deployment(`args: ${args}\nenvFrom: [{ secretRef: { name: key } }]${more}`, '', 'db');
const secret = (value: string): string => `\napiVersion: v1\nkind: Secret\nmetadata: { name: key }\nstringData: { PASSWORD: ${value} }\n---`;
const app = (replicas: number): string => deployment('env: [{ name: HOST, value: db }]', '', 'app').replace('spec:\n', `spec:\n  replicas: ${replicas}\n`).replaceAll('app: web', 'app: other');
const ours = `${database('[--a]', '\nreadinessProbe: { tcpSocket: { port: 1 }, periodSeconds: 2 }')}${secret('a')}${app(2)}`;
const theirs = `${database('[--a, --skip-networking]', '\nreadinessProbe: { tcpSocket: { port: 1 }, periodSeconds: 3 }')}${secret('b')}${app(3)}`;
const comparison = new LessonComparison(manifestsOf(ours), manifestsOf(theirs));

const failure = (more: Partial<FailureDetails> = {}): Failure =>
  flattened({ expected: { en: 'Ready', ja: 'Ready' }, observed: { en: 'not', ja: 'not' }, object: 'Deployment/db', elapsedMs: 1, ...more });
const order = (more: Partial<FailureDetails>): string[] => bySuspicion(comparison, failure(more)).map(({ object, field = '' }) => `${object} ${field.split('.').slice(-1).join('')}`);

describe('bySuspicion', () => {
  it('begins with the field that the failure names, then its object, what that refers to, and the rest', () => {
    expect(order({ field: 'spec.template.spec.containers[app].readinessProbe' })).to.deep.equal(['Deployment/db periodSeconds', 'Deployment/db args[1]', 'Secret/key PASSWORD', 'Deployment/app replicas']);
    expect(order({ field: 'spec.template.spec.containers[app].volumeMounts' })[0]).to.equal('Deployment/db args[1]');
    expect(order({ object: 'Secret/key' }).slice(0, 2)).to.deep.equal(['Secret/key PASSWORD', 'Deployment/db args[1]']);
  });

  it('looks at what the failure says', () => {
    expect(order({ object: 'Lesson/x', observed: { en: 'replicas: 3', ja: '' } })[0]).to.equal('Deployment/app replicas');
    expect(order({ object: 'Lesson/x', observed: { en: 'mysqld --skip-networking', ja: '' } })[0]).to.equal('Deployment/db args[1]');
  });
});

describe('what a failure compares its object with', () => {
  it('comes first where its name and its key are told', () => {
    const env = (key: string): string => deployment(`env: [{ name: PASSWORD, valueFrom: { secretKeyRef: { name: key, key: ${key} } } }]`, '', 'db');
    const client = (replicas: number): string => deployment(`env: [{ name: HOST, value: db-${replicas} }]`, '', 'app').replaceAll('app: web', 'app: other');
    const compared = new LessonComparison(manifestsOf(`${env('password')}${client(1)}`), manifestsOf(`${env('root')}${client(2)}`));
    const first = (observed: string): string | undefined => bySuspicion(compared, failure({ object: 'Deployment/app', field: 'spec.template.spec.containers[app].env[USER]', observed: { en: observed, ja: '' } }))[0]?.object;
    expect(first('not the PASSWORD of Deployment/db')).to.equal('Deployment/db');
    expect(first('not that of Deployment/db'), 'nothing of it').to.equal('Deployment/app');
    expect(first('not the PASSWORD of Deployment/db-2')).to.equal('Deployment/app');
  });

  it('is looked at first in the part that is called like the field at fault', () => {
    const pod = (port: string, args: string): string => deployment(`args: [${args}]\nports: [{ name: ${port}, containerPort: 8080 }]`, '', 'db');
    const service = '\napiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }] }\n---';
    const compared = new LessonComparison(manifestsOf(`${pod('http', 'a')}${service}`), manifestsOf(`${pod('web', 'b')}${service}`));
    expect(bySuspicion(compared, failure({ object: 'Service/s', field: 'spec.ports' }))[0]?.field).to.match(/ports/);
  });
});

describe('an object that is missing', () => {
  it('comes first where the failure says its name', () => {
    const script = '\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: scripts }\ndata: { a: b }\n---';
    const mounts = deployment('args: [--a]\nvolumeMounts: [{ name: s, mountPath: /s }]', 'volumes: [{ name: s, configMap: { name: scripts } }]', 'db');
    const compared = new LessonComparison(manifestsOf(`${mounts}${script}`), manifestsOf(mounts.replace('--a', '--b')));
    const first = (observed: string): string | undefined => bySuspicion(compared, failure({ field: 'spec.template.spec.volumes[s].configMap.name', observed: { en: observed, ja: '' } }))[0]?.object;
    expect(first('"scripts"')).to.equal('ConfigMap/scripts');
    expect(first('nothing')).to.equal('Deployment/db');
  });
});

describe('addDifferences', () => {
  const added = (more: Partial<Failure>, compared = comparison): Failure => {
    const test = { title: 'x', status: 'failed' as const, startedAt: '', durationMs: 1, failure: { ...failure(), ...more } };
    addDifferences({ name: '04-mysql', startedAt: '', durationMs: 1, tests: [test] } satisfies LessonResult, compared);
    return test.failure;
  };

  it('tells them in words, without secrets', () => {
    const { differences = [], differencesInAll } = added({ field: 'spec.template.spec.containers[app].args' });
    expect(differencesInAll).to.equal(4);
    expect(differences[0]).to.deep.equal({ object: 'Deployment/db', field: 'spec.template.spec.containers[app].args[1]', file: '04-mysql/app.yaml', line: 13, observed: '`--skip-networking`', ours: 'nothing', ja: { observed: '`--skip-networking`', ours: 'なし' } });
    expect(differences.find(({ object }) => object === 'Secret/key')).to.deep.include({ field: 'stringData.PASSWORD', observed: 'another value, which is secret', ours: 'a value that is secret' });
    expect(JSON.stringify(differences)).not.to.contain('YQ==');
  });

  it('names a likely cause where the failure names a field that does not differ, or waited in vain', () => {
    expect(added({ field: 'spec.template.spec.volumes' }).differences?.map(({ likely }) => likely)).to.deep.equal([true, undefined, undefined, undefined]);
    expect(added({ field: 'spec.template.spec.containers[app].args', late: true }).differences?.[0]).to.deep.include({ likely: true });
    expect(added({ field: 'spec.template.spec.containers[app].args' }).differences?.some(({ likely }) => likely)).to.equal(false);
    expect(added({ object: 'Lesson/04-mysql' }).differences?.some(({ likely }) => likely), 'nothing to do with it').to.equal(false);
    expect(added({ field: 'spec.x', refused: true }).differences?.some(({ likely }) => likely)).to.equal(false);
  });

  it('names none of many that the failure says nothing of', () => {
    const many = (value: string) => deployment(`env: [${['A', 'B', 'C', 'D'].map((name) => `{ name: ${name}, value: ${value} }`).join(', ')}]\nlivenessProbe: { exec: { command: [${value}] } }\nlifecycle: { preStop: { sleep: { seconds: ${value.length} } } }`, 'hostname: x', 'db');
    const compared = new LessonComparison(manifestsOf(many('a')), manifestsOf(many('bb')));
    const likely = (hint: string): string[] => added({ field: 'spec.template.spec.terminationGracePeriodSeconds', hint }, compared).differences?.flatMap((each) => (each.likely === true ? [each.field ?? ''] : [])) ?? [];
    expect(compared.differences).to.have.length(6);
    expect(likely('Make it longer.')).to.deep.equal([]);
    expect(likely('Make it longer than preStop.')).to.deep.equal(['spec.template.spec.containers[app].lifecycle.preStop.sleep.seconds']);
  });

  it('leaves a failure as it is where nothing differs, and where the harness itself has failed', () => {
    expect(added({}, new LessonComparison(manifestsOf(ours), manifestsOf(ours)))).not.to.have.property('differences');
    expect(added({ unexpected: true })).not.to.have.property('differences');
  });
});
