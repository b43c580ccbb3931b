import type { AppRules } from '../../harness/rollout/app-rules.ts';
import { catalogue } from '../../harness/text/catalogue.ts';
import { en } from './causes.en.ts';
import { ja } from './causes.ja.ts';
import { t } from './texts.ts';

/**
 * What the sample app does at SIGTERM: it goes on accepting requests for `DRAIN_MS` milliseconds, then finishes those that
 * it has; with `ON_SIGTERM: exit` it exits at once.
 */
export const appRules: AppRules = {
  atSigterm: ({ env = [] }) => {
    const valueOf = (name: string): string | undefined => env.find((variable) => variable.name === name)?.value;
    return { drainMs: Number(valueOf('DRAIN_MS') ?? 0), drainField: 'env[DRAIN_MS]', ...(valueOf('ON_SIGTERM') === 'exit' ? { exitsBy: 'env[ON_SIGTERM].value' } : {}) };
  },
  hints: catalogue(en, ja),
  leavingHint: t.hints.leaving,
};
