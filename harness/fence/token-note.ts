import { kindNamed } from '../client/kinds.ts';
import type { Manifest } from '../manifests/manifest.ts';
import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';

const field = 'automountServiceAccountToken';

/** What a reader should know of pods and accounts that ask for a token where no pod is given one; undefined where none asks. */
export function noteOfTokens(manifests: readonly Manifest[]): Text | undefined {
  const asking = manifests.filter((manifest) => {
    const podSpec = kindNamed(manifest.kind)?.podSpec;
    return manifest.get(manifest.kind === 'ServiceAccount' ? field : `${podSpec ?? ''}.${field}`) === true;
  });
  return asking.length === 0 ? undefined : texts.fence.noTokens(asking.map(({ id }) => id).join(', '));
}
