import { expect } from 'chai';
import { isConnectionLost } from '../../../specs/mysql/sandbox.ts';

const error = (fields: object): Error => Object.assign(new Error('…'), fields);

describe('isConnectionLost', () => {
  it('is so for what the network says', () => {
    expect(isConnectionLost(error({ code: 'ECONNREFUSED' }))).to.equal(true);
    expect(isConnectionLost(error({ code: 'PROTOCOL_CONNECTION_LOST', fatal: true }))).to.equal(true);
    expect(isConnectionLost(error({ fatal: true })), 'a command on a connection that is closed').to.equal(true);
  });

  it('is so for what a server says that goes away', () => {
    expect(isConnectionLost(error({ code: 'ER_SERVER_SHUTDOWN', sqlState: '08S01' }))).to.equal(true);
    expect(isConnectionLost(error({ code: 'ER_SESSION_WAS_KILLED', sqlState: 'HY000' }))).to.equal(true);
  });

  it('is not so for what was asked, for who asks, nor for errors of others', () => {
    expect(isConnectionLost(error({ code: 'ER_NO_SUCH_TABLE', sqlState: '42S02' }))).to.equal(false);
    expect(isConnectionLost(error({ code: 'ER_ACCESS_DENIED_ERROR', sqlState: '28000', fatal: true }))).to.equal(false);
    expect(isConnectionLost(new TypeError('x is undefined'))).to.equal(false);
  });
});
