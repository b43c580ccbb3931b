// `npm run solve -- LESSON --context NAME --namespace NS`: our manifests of a lesson in a learner's namespace, marked as ours.
import { runScript } from '../harness/cli/run-script.ts';
import { runSolve, solveLine } from '../harness/workshop/run-solve.ts';

await runScript(solveLine, (raw, tools, words) => runSolve(raw, words, tools));
