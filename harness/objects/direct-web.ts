import type { AxiosInstance } from 'axios';

import { webClient, type WebOptions } from '../access/web.ts';
import { failureAbout } from '../expect/blame.ts';
import type { ObjectName } from '../manifests/manifest.ts';
import { texts } from '../text/texts.ts';
import type { Scope } from './scope.ts';

/**
 * An HTTP client for one address, without the Ingress between. A request without a response fails as one of `object`; every
 * status is a response, and nothing is retried.
 *
 * @throws Error when the test's effect is `reads`
 */
export function directWeb(scope: Scope, object: ObjectName, address: { host: string; port: number }, options: WebOptions): AxiosInstance {
  const { running } = scope.session;
  running.requireVisits('send requests');
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return webClient(
    {
      url: `http://${host}:${address.port}`,
      signal: running.signal,
      noResponse: (request, what, elapsedMs) => failureAbout(scope, { on: object }, { expected: texts.lesson.response(request), observed: what, elapsedMs }),
    },
    options,
  );
}
