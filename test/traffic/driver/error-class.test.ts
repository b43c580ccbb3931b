import { expect } from 'chai';
import { classOfConnectionError, classOfStatus } from '../../../harness/traffic/driver/error-class.ts';

describe('the class of an error', () => {
  const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

  it('is told by its code', () => {
    const classes = ['ECONNREFUSED', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'HPE_INVALID_CONSTANT', 'CERT_HAS_EXPIRED', 'EADDRNOTAVAIL', 'EMFILE']
      .map((code) => classOfConnectionError(withCode(code)).error);
    expect(classes).to.deep.equal(['refused', 'reset', 'dns', 'dns', 'unreachable', 'protocol', 'tls', 'local', 'local']);
  });

  it('is that of the first address where a name has several', () => {
    expect(classOfConnectionError(new AggregateError([withCode('ECONNREFUSED'), withCode('EHOSTUNREACH')]))).to.deep.equal({ error: 'refused', detail: 'ECONNREFUSED' });
  });

  it('is other where nothing is known, with the message kept', () => {
    expect(classOfConnectionError(new Error('odd'))).to.deep.equal({ error: 'other', detail: 'odd' });
  });

  it('follows the hundreds of a status', () => {
    expect([500, 503, 404, 301, 204].map(classOfStatus)).to.deep.equal(['5xx', '5xx', '4xx', 'status', 'status']);
  });
});
