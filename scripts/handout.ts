// `npm run handout [-- LESSON…] [--update]`: runs every command of the handouts and compares what is printed with what they show.
import { runScript } from '../harness/cli/run-script.ts';
import { handoutLine, runHandout } from '../harness/handout/run-handout.ts';

await runScript(handoutLine, (raw, tools, words) => runHandout(raw, words, tools));
