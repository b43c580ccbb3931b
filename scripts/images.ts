// `npm run images`: has every image made ready and prints what each is.
import { prepareImages } from '../harness/cluster/prepare.ts';
import { imageTable } from '../harness/images/image-table.ts';
import { endWith } from '../harness/process/script.ts';

await endWith(async (signal) => {
  const images = await prepareImages({ signal, say: console.log });
  console.log(imageTable(images));
  return 0;
});
