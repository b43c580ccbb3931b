import { mutantsCommand } from '../harness/cli/mutants-command.ts';
import { realStages } from '../harness/run/real-stages.ts';

await mutantsCommand(process.argv.slice(2), { stages: realStages });
