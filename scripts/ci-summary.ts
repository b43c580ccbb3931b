// Prints the sum of what `.ci/run` ran: exit code and file of the check, then those of the lessons, of the mutants and of what must not matter.
import { countAll, describeCounts } from '../harness/ci/ci-summary.ts';

const part = (place: number) => ({ code: Number(process.argv[place] ?? '1'), file: process.argv[place + 1] ?? '' });
console.log(describeCounts(countAll({ check: part(2), lessons: part(4), mutants: part(6), neutral: part(8) })));
