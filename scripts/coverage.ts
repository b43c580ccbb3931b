import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeCoverage, type CoverageSummary } from '../harness/ci/coverage.ts';
import { checkout } from '../harness/process/checkout.ts';

const summary = JSON.parse(readFileSync(join(checkout, '.work/coverage/coverage-summary.json'), 'utf8')) as CoverageSummary;
const { lines, enough } = judgeCoverage(summary, checkout);
for (const line of lines) console.log(line);
process.exitCode = enough ? 0 : 1;
