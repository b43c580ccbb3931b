// `npm run board -- --context NAME --namespaces 'learner-*'`: how far each learner of a room is, on one page that follows them.
import { boardLine, boardOptions } from '../harness/board/board-options.ts';
import { runScript } from '../harness/cli/run-script.ts';

// Mocha, which reads the steps of lessons, cannot even be loaded in a folder that is gone.
await runScript(boardLine, async (raw, tools) => {
  const command = boardOptions(raw);
  const { runBoard } = await import('../harness/board/run-board.ts');
  return await runBoard(command, tools);
});
