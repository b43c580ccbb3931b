// `npm run images`: makes every image ready and lists them.
import { runScript } from '../harness/cli/run-script.ts';
import { prepareImages } from '../harness/cluster/prepare.ts';
import { imageTable } from '../harness/images/image-table.ts';
import { texts } from '../harness/text/texts.ts';

await runScript({ name: 'npm run images --', about: texts.cli.images.about, options: [] }, async (_options, tools) => {
  tools.say(imageTable(await prepareImages(tools)));
  return 0;
});
