import { expect } from 'chai';

import { redact, redactText } from '../../harness/secrets/redact.ts';

describe('evidence', () => {
  it('hides the data of Secrets and keeps their keys', () => {
    expect(redact({ kind: 'Secret', data: { password: 'a29h' }, metadata: { name: 's', managedFields: [] } })).to.deep.equal({ kind: 'Secret', data: { password: '(hidden)' }, metadata: { name: 's' } });
    expect(redact([{ stringData: { a: 'b' } }])).to.deep.equal([{ stringData: { a: '(hidden)' } }]);
  });

  it('hides written values of secret variables, and no other', () => {
    const env = [{ name: 'DB_PASSWORD', value: 'koa' }, { name: 'JWT_KEY', value: 'k' }, { name: 'DB_HOST', value: 'db' }, { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 's', key: 'password' } } }];
    expect(redact({ env })).to.deep.equal({ env: [{ name: 'DB_PASSWORD', value: '(hidden)' }, { name: 'JWT_KEY', value: '(hidden)' }, env[2], env[3]] });
  });

  it('leaves out what kubectl keeps of the last apply', () => {
    expect(redact({ annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{…}', a: 'b' } })).to.deep.equal({ annotations: { a: 'b' } });
  });

  it('hides credentials in logs by where they stand', () => {
    expect(redactText('GET /auth?username=a&password=b 200\nAuthorization: Bearer abc.def\ncookie=route=1\nother line')).to.equal(
      'GET /auth?(hidden) 200\nAuthorization: (hidden)\ncookie=(hidden)\nother line',
    );
    expect(redactText('12-authorization: lets nobody in; proxy-authorization: Basic abc')).to.equal('12-authorization: lets nobody in; proxy-authorization: (hidden)');
    expect(redactText('{"authorization":"Bearer x.y","a":1}')).to.equal('{"authorization":"(hidden)","a":1}');
  });

  it('hides the query of a sign-in, and values of secret parameters of any path', () => {
    expect(redactText('"GET /login?user=a&p=b HTTP/1.1" "POST /oauth2/token?code=1"')).to.equal('"GET /login?(hidden) HTTP/1.1" "POST /oauth2/token?(hidden)"');
    expect(redactText('GET /members?page=2&access_token=abc&password=d&sort=name 200')).to.equal('GET /members?page=2&access_token=(hidden)&password=(hidden)&sort=name 200');
    expect(redactText('GET /members?page=2 /authors?name=x')).to.equal('GET /members?page=2 /authors?name=x');
  });
});
