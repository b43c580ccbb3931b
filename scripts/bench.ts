// `npm run bench`: the traffic driver beside vegeta on the same target; exit code 0 when the driver keeps its bounds.
import { benchLine, benchOptions } from '../harness/bench/bench-options.ts';
import { runBench } from '../harness/bench/run-bench.ts';
import { runScript } from '../harness/cli/run-script.ts';

await runScript(benchLine, (raw, tools) => runBench(benchOptions(raw), tools));
