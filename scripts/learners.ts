// `npm run learners -- --context NAME --make 40`: a namespace, an account and a kubeconfig for each learner; `--remove` takes them away.
import { learnersLine, learnersOptions } from '../harness/workshop/learners-options.ts';
import { runScript } from '../harness/cli/run-script.ts';
import { runLearners } from '../harness/workshop/run-learners.ts';

await runScript(learnersLine, (raw, tools) => runLearners(learnersOptions(raw), tools));
