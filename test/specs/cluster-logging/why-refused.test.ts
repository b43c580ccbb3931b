import { expect } from 'chai';
import type { Given } from '../../../harness/lesson/given.ts';
import { asText } from '../../../harness/text/language.ts';
import { whyRefused } from '../../../specs/cluster-logging/why-refused.ts';
import { ourAgent } from './our-agent.ts';

/** What the Collector prints when its exporter was answered with a status. */
const answered = (path: string, status: number): string =>
  `2026-11-28T23:06:53.813Z error Exporting failed. Dropping data. {"error": "not retryable error: Permanent error: error exporting items, request to http://logs:9428${path} responded with HTTP Status Code ${status}"}`;

/** What two agents that print these lines were answered. */
async function told(...printed: string[][]): Promise<string | undefined> {
  const pods = printed.map((lines) => ({ container: () => ({ lines: () => Promise.resolve(lines.map((text) => ({ text }))) }) }));
  const given: Given = Object.assign(ourAgent(), { daemonSet: () => ({ pods: () => ({ now: () => Promise.resolve(pods) }) }) });
  const config = given.manifests.all('ConfigMap')[0];
  Object.assign(given, { manifest: (kind: string) => (kind === 'ConfigMap' ? config : given.manifests.all(kind as 'DaemonSet')[0]) });
  const cause = await whyRefused(given);
  return cause === undefined ? undefined : `${cause.on.id} ${cause.field} ${asText(cause.because).en}`;
}

describe('what the backend answers to the agent', () => {
  it('is nothing where no agent complains', async () => {
    expect(await told([], ['2026-11-28T23:06:53.813Z info Everything is ready.'])).to.equal(undefined);
  });

  it('is the last status that one of them was given, and where', async () => {
    expect(await told([], [answered('/insert', 503), answered('/insert', 400)])).to.equal("ConfigMap/log-agent data['config.yaml'] The agent sends to http://logs:9428/insert, and is answered 400.");
  });

  it('is explained where the path stands there twice', async () => {
    expect(await told([answered('/insert/opentelemetry/v1/logs/v1/logs', 400)])).to.include('adds /v1/logs to its `endpoint`');
  });
});
