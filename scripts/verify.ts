import { verifyCommand } from '../harness/cli/verify-command.ts';
import { realStages } from '../harness/run/real-stages.ts';

await verifyCommand(process.argv.slice(2), { stages: realStages });
