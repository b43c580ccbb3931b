// `npm run bench`: the traffic driver beside vegeta on the same target; exit code 0 when the driver keeps its bounds.
import { readBenchOptions } from '../harness/bench/bench-options.ts';
import { runBench } from '../harness/bench/run-bench.ts';
import { endWith } from '../harness/process/script.ts';

await endWith(async (signal) => {
  const options = readBenchOptions(process.argv.slice(2));
  if (!('help' in options)) return runBench(options, { signal, say: console.log });
  console.log(options.help.trimEnd());
  return 0;
});
