import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { parseSources } from '../../../harness/manifests/source.ts';
import { fieldOfOption, valueOfOption } from '../../../specs/mysql/server-options.ts';

function deployment(args: string): Manifest {
  const [source] = parseSources(`kind: Deployment\nmetadata: { name: db }\nspec: { template: { spec: { containers: [{ name: mysql${args} }] } } }\n`, 'a.yaml');
  if (source === undefined) throw new Error('no source');
  return new Manifest(source.value() as object, source, 'a');
}

describe('fieldOfOption', () => {
  const field = (args: string) => fieldOfOption(deployment(args), 'sync-binlog');

  it('is the argument that sets the option, however it is spelt', () => {
    expect(field(', args: ["--skip-log-bin", "--sync_binlog=0"]')).to.equal('spec.template.spec.containers[0].args[1]');
    expect(field(', args: ["--loose-sync-binlog=0"]')).to.equal('spec.template.spec.containers[0].args[0]');
  });

  it('is all arguments when none sets it', () => {
    expect(field(', args: ["--sync-binlog-errors=1"]')).to.equal('spec.template.spec.containers[0].args');
    expect(field('')).to.equal('spec.template.spec.containers[0].args');
  });
});

describe('valueOfOption', () => {
  const value = (args: string) => valueOfOption(deployment(args), 'port');

  it('is what the argument sets it to', () => {
    expect(value(', args: ["--skip-log-bin", "--port=3307"]')).to.equal('3307');
    expect(value(', args: ["--port"]')).to.equal(undefined);
    expect(value('')).to.equal(undefined);
  });
});
