import { resolve } from 'node:path';

/** The folder that package.json lies in. */
export const checkout = resolve(import.meta.dirname, '..', '..');

/** What belongs to this checkout alone: clusters' kubeconfigs and states. Not under version control. */
export const workFolder = resolve(checkout, '.work');

/** Where our own lessons lie: their specs and contracts, and their manifests. */
export const lessonFolders = { specs: resolve(checkout, 'specs'), ours: resolve(checkout, 'manifests') };
