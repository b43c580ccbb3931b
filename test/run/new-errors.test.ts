import { expect } from 'chai';
import { runError } from '../../harness/verdict/environment-error.ts';
import { unreachable } from '../../harness/client/api-error.ts';
import { lostCluster } from '../../harness/cluster/api-health.ts';
import { newErrors } from '../../harness/run/new-errors.ts';
import { verbatim } from '../../harness/text/language.ts';

describe('newErrors', () => {
  const told = lostCluster('cndjp', 12_000).toRunError();
  const met = (server: string): ReturnType<typeof unreachable> => unreachable(server, new Error('connect ECONNREFUSED'), 9_000);

  it('tells the loss of the cluster once, in whatever words each lesson met it', () => {
    expect(newErrors([told], [met('https://a').toRunError(), met('https://b').toRunError()])).to.deep.equal([]);
    expect(newErrors([], [met('https://a').toRunError(), met('https://b').toRunError()])).to.deep.equal([met('https://a').toRunError()]);
  });

  it('tells every other error, also two with the same text', () => {
    const crash = runError('04-mysql', verbatim('its process ended early'), verbatim('See its output.'));
    expect(newErrors([crash], [crash, told, crash])).to.deep.equal([crash, told, crash]);
  });
});
