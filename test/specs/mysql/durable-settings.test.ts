import { expect } from 'chai';
import { undurable, type DurableSettings } from '../../../specs/mysql/durable-settings.ts';
import { given } from '../checks/fixtures/lesson-05.ts';

const safe: DurableSettings = { flushLogAtCommit: 1, binaryLog: 0, syncBinaryLog: 1, flushMethod: 'O_DIRECT', doublewrite: 'ON' };

/** What is told of settings, with these arguments of the server. */
function told(settings: Partial<DurableSettings>, ...args: string[]): string[] {
  const lesson = given('Deployment/koa-sample-db', (manifest) => manifest.with('spec.template.spec.containers[mysql].args', args));
  return undurable(lesson, { ...safe, ...settings }).map(({ blame, wanted, found }) => `${blame.field ?? ''}: ${wanted}, not ${found}`);
}

describe('settings of the server', () => {
  const args = 'spec.template.spec.containers[0].args';

  it('are durable by default', () => {
    expect(told({})).to.deep.equal([]);
    expect(told({ flushMethod: 'fsync' })).to.deep.equal([]);
    expect(told({ syncBinaryLog: 0 }), 'there is no binary log').to.deep.equal([]);
  });

  it('are named each, where they are set', () => {
    expect(told({ flushLogAtCommit: 2 }, '--innodb_flush_log_at_trx_commit=2')).to.deep.equal([`${args}[0]: 1, not 2`]);
    expect(told({ binaryLog: 1, syncBinaryLog: 0 }, '--log-bin', '--sync-binlog=0')).to.deep.equal([`${args}[1]: 1, not 0`]);
    expect(told({ flushMethod: 'nosync', doublewrite: 'OFF' }, '--innodb-flush-method=nosync', '--skip-innodb-doublewrite')).to.deep.equal([`${args}[0]: O_DIRECT, not nosync`, `${args}[1]: ON, not OFF`]);
  });
});
