import { expect } from 'chai';
import { parseStatus } from '../../harness/client/api-error.ts';

describe('parseStatus', () => {
  it('reads what the API server says of a refusal', () => {
    const status = { message: 'Pod "a" is invalid', reason: 'Invalid', code: 422, details: { name: 'a', kind: 'Pod', causes: [{ reason: 'FieldValueRequired', message: 'Required value', field: 'spec.containers' }] } };
    expect(parseStatus(JSON.stringify({ kind: 'Status', status: 'Failure', ...status }))).to.deep.equal(status);
    expect(parseStatus('{"code":429,"details":{"retryAfterSeconds":1}}')).to.deep.equal({ code: 429, details: { retryAfterSeconds: 1 } });
  });

  it('leaves out fields of other types, and takes anything else for the message', () => {
    expect(parseStatus('{"message":["a"],"reason":7,"code":"422","details":{"name":[],"causes":{"a":1}}}')).to.deep.equal({ details: {} });
    expect(parseStatus('{"message":"no","details":{"causes":[null,7,{"field":1,"message":"bad"}]}}')).to.deep.equal({ message: 'no', details: { causes: [{ message: 'bad' }] } });
    expect(parseStatus('[1]')).to.deep.equal({ message: '[1]' });
    expect(parseStatus('<html>')).to.deep.equal({ message: '<html>' });
  });

  it('has no more than a hundred causes', () => {
    expect(parseStatus(JSON.stringify({ details: { causes: Array.from({ length: 20_000 }, () => ({ field: 'spec' })) } })).details?.causes).to.have.lengthOf(100);
  });
});
