import { testCommand } from '../harness/cli/test-command.ts';
import { realStages } from '../harness/run/real-stages.ts';

await testCommand(process.argv.slice(2), { stages: realStages });
