import { expect } from 'chai';
import { fieldsIn } from '../../../harness/mutants/operators/field-walk.ts';
import { operators } from '../../../harness/mutants/operators/operators.ts';

const deployment = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', labels: { app: 'web' } },
  spec: {
    replicas: 2, selector: { matchLabels: { app: 'web' } },
    template: { spec: {
      containers: [{
        name: 'app', image: 'registry:5000/web:1.0', ports: [{ containerPort: 80 }], args: ['-a', '-b'],
        env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'keys', key: 'one' } } }],
        readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 1 },
        resources: { limits: { memory: '32Mi' } }, volumeMounts: [{ name: 'data', mountPath: '/data' }],
      }],
    } },
  },
};
const container = 'spec.template.spec.containers[app]';

/** What an operator does to an object: `path` or `path=value`. */
function made(name: string, object: object = deployment): string[] {
  const operator = operators.find((each) => each.name === name);
  return fieldsIn(object).flatMap((field) => {
    const change = operator?.change(field, (object as { kind: string }).kind);
    if (change === undefined || !('path' in change)) return [];
    return 'to' in change ? `${change.path}=${JSON.stringify(change.to)}` : change.path;
  });
}

describe('operators', () => {
  it('drop probes, mounts, variables and elements', () => {
    expect(made('drop-probe')).to.deep.equal([`${container}.readinessProbe`]);
    expect(made('drop-mount')).to.deep.equal([`${container}.volumeMounts[data]`]);
    expect(made('drop-env')).to.deep.equal([`${container}.env[KEY]`]);
    expect(made('drop-item')).to.include.members([container, `${container}.args[0]`, `${container}.args[1]`, `${container}.ports[0]`]);
  });

  it('change ports by one, and other numbers to nothing or ten times', () => {
    expect(made('port-plus-one')).to.deep.equal([`${container}.ports[0].containerPort=81`]);
    expect(made('port-minus-one')).to.deep.equal([`${container}.ports[0].containerPort=79`]);
    expect(made('zero')).to.deep.equal(['spec.replicas=0', `${container}.readinessProbe.periodSeconds=0`, `${container}.resources.limits.memory="0"`]);
    expect(made('times-ten')).to.deep.equal(['spec.replicas=20', `${container}.readinessProbe.periodSeconds=10`, `${container}.resources.limits.memory="320Mi"`]);
  });

  it('misspell names, labels, keys and paths', () => {
    expect(made('swap-name')).to.deep.equal(['metadata.name="webx"', `${container}.name="appx"`, `${container}.env[KEY].name="KEYx"`, `${container}.env[KEY].valueFrom.secretKeyRef.name="keysx"`, `${container}.volumeMounts[data].name="datax"`]);
    expect(made('swap-label')).to.deep.equal(['metadata.labels.app="webx"', 'spec.selector.matchLabels.app="webx"']);
    expect(made('swap-secret-key')).to.deep.equal([`${container}.env[KEY].valueFrom.secretKeyRef.key="onex"`]);
    expect(made('swap-secret-key', { kind: 'Secret', metadata: { name: 'keys' }, stringData: { one: 'x' } })).to.deep.equal(['stringData.one="onex"']);
    expect(made('change-path')).to.deep.equal([`${container}.readinessProbe.httpGet.path="/other"`, `${container}.volumeMounts[data].mountPath="/data-other"`]);
  });

  it('change tags, not the port of a registry', () => {
    expect(made('change-tag')).to.deep.equal([`${container}.image="registry:5000/web:0.0.0-none"`]);
  });

  it('remove every field but what makes the object an object', () => {
    const removed = made('remove');
    expect(removed).to.include.members(['metadata.labels', 'metadata.labels.app', 'spec', 'spec.replicas', `${container}.env[KEY].valueFrom`]);
    expect(removed).not.to.include.members(['metadata', 'metadata.name']);
    expect(removed.some((path) => path.startsWith('kind') || path.startsWith('apiVersion'))).to.equal(false);
  });
});
