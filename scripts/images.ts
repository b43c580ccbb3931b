import { printImages } from '../harness/images/print-images.ts';
import { endWith } from '../harness/process/script.ts';

await endWith(printImages);
