/** What the checks of the database and its ledger say. */
export const en = {
  accounts: {
    is: (name: string, value: string) => `${name}: ${value}`,
    rootPassword: 'a password for root',
    passwordOf: (user: string) => `the password of ${user}`,
    anotherValue: 'another value',
    none: 'none',
  },
  crash: {
    mysqld: 'a process called mysqld in the pod',
    noMysqld: 'there is none',
    exitCode: 'exit code of a program that was ended by SIGKILL',
    mysqlAsRoot: (said: string) => `exit code of mysql as root: ${said}`,
  },
  query: {
    result: (sql: string, user: string) => `a result of \`${sql}\` for user ${user}`,
    refused: (code: string, message: string) => `${code}: ${message}`,
  },
  ledger: {
    kept: (count: number, disruption: string) => `each of ${count} acknowledged rows once, in order and unchanged, after ${disruption}`,
    more: (count: number) => `${count} more rows acknowledged`,
    again: (disruption: string) => `rows acknowledged again after ${disruption}`,
    within: (what: string, seconds: number) => `${what} within ${seconds} s`,
    noDisruption: 'writing without a disruption',
    acknowledged: (count: number) => `${count} rows acknowledged`,
    disconnected: (count: number, why: string) => `${count} rows acknowledged; no connection: ${why}`,
    tableGone: (count: number) => `none of ${count} acknowledged rows: the table itself is gone`,
    changed: (row: number, found: string, written: string) => `row ${row} holds "${found}" instead of "${written}"`,
    twice: (row: number) => `row ${row} is there twice`,
    moved: (row: number, last: number) => `row ${row} is behind row ${last}`,
    missing: (missing: number, count: number, which: string) => `${missing} of ${count} acknowledged rows are missing: ${which}`,
  },
  hints: {
    notReady: 'Look at the log of the container (`kubectl logs deploy/koa-sample-db`). MySQL does not start without MYSQL_ROOT_PASSWORD, nor on a data folder of another version or one that is only half prepared.',
    notReached: 'Let the Service koa-sample-db select the pods by app=koa-sample-db, and lead its port 3306 to the port on which MySQL listens (3306). `kubectl get endpointslices -l kubernetes.io/service-name=koa-sample-db` shows where it leads.',
    accessDenied: 'Take MYSQL_USER and MYSQL_PASSWORD from the Secret dbsecret (user=koa, password=koa). MySQL reads them on its first start only: after a change, empty the data folder.',
    noDatabase: 'Set MYSQL_DATABASE to koa-sample-sandbox. The image creates that database on its first start and grants the user access to it.',
    schema: 'Mount the ConfigMap with the .sql files at /docker-entrypoint-initdb.d. The image runs them once, on the first start with an empty data folder; `kubectl logs deploy/koa-sample-db | grep initdb.d` lists those that it ran.',
    rowLost: 'Mount the claim mysql-pv-claim at the data folder /var/lib/mysql. What is written anywhere else ends with the pod.',
    commitUnwritten: 'Leave innodb_flush_log_at_trx_commit at 1 (the default). With 0 or 2 the server acknowledges a commit before its log is on the disk, and the commits of the last second are lost when it is killed (0) or its node fails (0 and 2).',
  },
} as const;
