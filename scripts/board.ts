// `npm run board -- --context NAME --namespaces 'learner-*'`: how far each learner of a room is, on one page that follows them.
import { boardLine, boardOptions } from '../harness/board/board-options.ts';
import { runBoard } from '../harness/board/run-board.ts';
import { runScript } from '../harness/cli/run-script.ts';

await runScript(boardLine, (raw, tools) => runBoard(boardOptions(raw), tools));
