import type { Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { installPackages, packagesInstalled, requirePackages } from './install-packages.ts';
import { gigabytes, openBundle, requirePlatform, type Bundle } from './open-bundle.ts';
import { tellProgress } from './progress.ts';
import { verifyBundle } from './verify-bundle.ts';

const t = texts.bundle;

export interface CheckOptions {
  /** The checkout that it is to be loaded into: it must fit, and gets its packages where it lacks them. */
  checkout?: string;
  signal: AbortSignal;
  say: (line: Text) => void;
}

/**
 * Opens a bundle and reads all of it before any of it is used. It needs none of the packages that it may bring.
 *
 * @throws EnvironmentError for a bundle that is not as it was saved, or does not fit
 */
export async function checkBundle(path: string, { checkout, signal, say }: CheckOptions): Promise<Bundle> {
  const bundle = await openBundle(path);
  if (checkout !== undefined) {
    requirePlatform(bundle);
    requirePackages(bundle, checkout);
  }
  say(t.checkingSize(gigabytes(bundle.size)));
  await verifyBundle(bundle, { signal, progress: tellProgress(t.checking, bundle.size, say) });
  say(t.checked);
  if (checkout === undefined) return bundle;
  if (packagesInstalled(checkout)) say(t.packagesThere);
  else await installPackages(bundle, { checkout, signal, say });
  return bundle;
}
