import { expect } from 'chai';
import { appRules } from '../../../specs/sample-app/causes.ts';

describe('what the sample app does at SIGTERM', () => {
  const atSigterm = (env?: Record<string, string>) =>
    appRules.atSigterm?.({ name: 'app', ...(env === undefined ? {} : { env: Object.entries(env).map(([name, value]) => ({ name, value })) }) });

  const drainField = 'env[DRAIN_MS]';

  it('is said by its variables', () => {
    expect(atSigterm()).to.deep.equal({ drainMs: 0, drainField });
    expect(atSigterm({ DRAIN_MS: '3000', ON_SIGTERM: 'finish' })).to.deep.equal({ drainMs: 3_000, drainField });
    expect(atSigterm({ ON_SIGTERM: 'exit' })).to.deep.equal({ drainMs: 0, drainField, exitsBy: 'env[ON_SIGTERM].value' });
  });

  it('comes with a hint that names its path for probes', () => {
    expect(appRules.hints?.noReadinessProbe?.en).to.include('/readyz');
    expect(appRules.hints?.noReadinessProbe?.ja).to.include('/readyz');
  });
});
