import type { Given, Manifest } from '../../harness/lesson/given.ts';
import type { AppRules } from '../../harness/rollout/app-rules.ts';
import { catalogue } from '../../harness/text/catalogue.ts';
import { envValue } from '../checks/env.ts';
import { appContainer, appContainerName } from './app-container.ts';
import { en } from './causes.en.ts';
import { ja } from './causes.ja.ts';
import { settingAt } from './settings.ts';
import { t } from './texts.ts';

/**
 * What the sample app of a workload does at SIGTERM: it goes on accepting requests for `DRAIN_MS` milliseconds, then finishes
 * those that it has; with `ON_SIGTERM: exit` it exits at once. What its other containers do has no part in that.
 */
export function appRules(given: Given, workload: Manifest): AppRules {
  const of = appContainer(workload);
  const valueOf = (name: string): string | undefined => envValue(given, workload, name, of);
  const fieldOf = (name: string): string => {
    const { on, field } = settingAt(given, workload, name);
    return on === workload ? field.slice(of.length + 1) : 'envFrom';
  };
  const written = valueOf('DRAIN_MS');
  const drainMs = Number(written ?? 0);
  return {
    container: appContainerName(workload),
    atSigterm: () => ({
      // The app refuses to start with anything else than a number, and says so itself.
      drainMs: Number.isFinite(drainMs) ? drainMs : 0,
      ...(written === undefined ? { drainField: 'env[DRAIN_MS]' } : { drainField: fieldOf('DRAIN_MS'), drainIsWritten: true }),
      ...(valueOf('ON_SIGTERM') === 'exit' ? { exitsBy: 'env[ON_SIGTERM].value' } : {}),
    }),
    saysLeaving: ({ httpGet, exec }) => /\/readyz\b/.test(httpGet?.path ?? exec?.command?.join(' ') ?? ''),
    responds: ({ status }) => (status === 401 ? { field: fieldOf('JWT_KEY'), hint: t.hints.otherKey } : undefined),
    hints: catalogue(en, ja),
    leavingHint: t.hints.leaving,
  };
}
