import type { ExecResult } from '../../harness/access/exec.ts';
import type { Pod } from '../../harness/lesson/given.ts';
import type { Database } from './database.ts';

/** Root's password, by value or from a file, is known in the container only, and stays there. */
const client = 'export MYSQL_PWD="${MYSQL_ROOT_PASSWORD:-$(cat "${MYSQL_ROOT_PASSWORD_FILE:-/dev/null}")}"; exec mysql --protocol=socket --user=root --batch --skip-column-names --execute="$0"';

/**
 * Runs statements as root by the server's own socket, inside its container: a server that nobody reaches by network answers
 * too. The columns of a row are separated by tabs. A server that does not let root in is told by the exit code.
 */
export async function asRoot(database: Database, pod: Pod, sql: string): Promise<ExecResult> {
  return await database.server(pod).exec(['sh', '-c', client, sql]);
}
