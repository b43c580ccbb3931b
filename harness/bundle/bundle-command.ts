import { resolve } from 'node:path';
import { usageError, type CommandLine } from '../cli/command-line.ts';
import { runScript } from '../cli/run-script.ts';
import { prepare } from '../cluster/prepare.ts';
import { checkout } from '../process/checkout.ts';
import type { ScriptTools } from '../process/script.ts';
import { texts } from '../text/texts.ts';
import { checkBundle } from './check-bundle.ts';
import { dockerArchive } from './docker-archive.ts';
import { loadChecked } from './load-checked.ts';
import type { BundleManifest } from './manifest.ts';
import { gigabytes } from './open-bundle.ts';
import { requireFree, saveBundle, sizesOf } from './save-bundle.ts';
import { tryBundle } from './try-bundle.ts';

const t = texts.bundle;

const line: CommandLine = {
  name: 'npm run bundle --',
  about: t.about,
  argument: { form: t.form, about: t.argument },
  options: [{ flags: '--overwrite', about: t.overwrite }],
  more: [{ heading: texts.cli.help.examples, lines: [t.examples.save, t.examples.load, t.examples.show, t.examples.try] }],
};

/** `npm run bundle -- save|load|show|try FILE`, in a checkout whose packages are installed. */
export async function bundleCommand(): Promise<void> {
  await runScript(line, async ({ overwrite }, tools, words) => {
    const [what, file, ...more] = words;
    if (what === undefined || file === undefined || (more.length > 0 && what !== 'try')) throw usageError(line, t.whatAndFile);
    const path = resolve(file);
    switch (what) {
      case 'save':
        await save(path, overwrite === true, tools);
        break;
      case 'load':
        await loadChecked(await checkBundle(path, { checkout, ...tools }), tools);
        break;
      case 'show':
        describe((await checkBundle(path, tools)).manifest, tools);
        break;
      case 'try':
        return await tryBundle(path, ['npm', 'test', '--', ...more], checkout, tools);
      default:
        throw usageError(line, t.unknown(what));
    }
    return 0;
  });
}

async function save(path: string, overwrite: boolean, tools: ScriptTools): Promise<void> {
  await requireFree(path, overwrite);
  const { kind, images } = await prepare(tools);
  const { manifest, size } = await saveBundle(path, { checkout, docker: dockerArchive(tools.signal), images, kind }, tools);
  tools.say(t.saved(path, gigabytes(size)));
  describe(manifest, tools);
  tools.say(t.howToLoad);
}

function describe(manifest: BundleManifest, { say }: Pick<ScriptTools, 'say'>): void {
  const { packages, kind, images } = sizesOf(manifest);
  say(t.sizes(packages, kind, images));
  say(t.target(manifest.platform, manifest.docker));
  say(t.from(manifest.savedAt, manifest.revision.slice(0, 12)));
}
