// Prints the sum of what `.ci/run` ran: exit code and file of the check, then those of the lessons.
import { countAll, describeCounts } from '../harness/report/ci-summary.ts';

const [checkCode = '1', checkFile = '', lessonsCode = '1', lessonsFile = ''] = process.argv.slice(2);
console.log(describeCounts(countAll({ check: { code: Number(checkCode), file: checkFile }, lessons: { code: Number(lessonsCode), file: lessonsFile } })));
