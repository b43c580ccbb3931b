import { expect } from 'chai';
import { Manifest } from '../../../harness/manifests/manifest.ts';
import { processorsAt } from '../../../specs/cluster-logging/collector-config.ts';

describe('the processors of a Collector', () => {
  const pipeline = (...processors: string[]): string => `service: { pipelines: { logs: { processors: [${processors.join(', ')}] } } }`;
  const config = (data: Record<string, string>): Manifest => new Manifest({ kind: 'ConfigMap', metadata: { name: 'log-agent' }, data } as object, undefined, '10-x');
  const args = ['--config=/conf/config.yaml', '--config=/conf/site.yaml'];

  it('are those of the last file that names any', () => {
    expect(processorsAt(config({ 'site.yaml': pipeline('site'), 'config.yaml': pipeline('mask') }), { args })).to.equal("data['site.yaml']");
    expect(processorsAt(config({ 'site.yaml': 'processors: {}', 'config.yaml': pipeline('mask') }), { args })).to.equal("data['config.yaml']");
  });

  it('are not in a file that the Collector does not read, or that nobody can', () => {
    expect(processorsAt(config({ 'old.yaml': pipeline('old'), 'config.yaml': pipeline('mask') }), { command: args })).to.equal("data['config.yaml']");
    expect(processorsAt(config({ 'site.yaml': '{', 'config.yaml': pipeline() }), { args })).to.equal("data['config.yaml']");
    expect(processorsAt(config({}), {})).to.equal("data['config.yaml']");
  });
});
