import { expect } from 'chai';
import { redactText } from '../../harness/secrets/redact.ts';
import { hideSecretsIn, KnownSecrets } from '../../harness/secrets/known-secrets.ts';

describe('known secrets', () => {
  let known: KnownSecrets;
  beforeEach(() => { known = new KnownSecrets(); });

  const secret = (password: string): string => `apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData:\n  password: ${password}\n`;
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  it('are hidden in whatever is said, in each form in which they may be said', () => {
    known.learn(secret(JSON.stringify('Swordf"<ish')));
    for (const said of ['Swordf"<ish', JSON.stringify('Swordf"<ish').slice(1, -1), 'Swordf\\"\\u003cish', encodeURIComponent('Swordf"<ish'), base64('Swordf"<ish'), base64('Swordf"<ish\n')]) {
      expect(known.hide(`got ${said} in a test`)).to.equal('got (hidden) in a test');
    }
  });

  it('are found decoded where base64 is written', () => {
    known.learn(`kind: Secret\ndata: { password: ${base64('Swordfish')} }\n`);
    expect(known.hide(`Swordfish, ${base64('Swordfish')}`)).to.equal('(hidden), (hidden)');
  });

  it('are hidden line by line, on one line, and where they were cut off', () => {
    known.learn(secret('|\n    first line of it\n    Second.Line'));
    expect(known.hide('"first line of it\\nSecond.Line"')).to.equal('"(hidden)"');
    expect(known.hide('only first line of it')).to.equal('only (hidden)');
    expect(known.hide('saw first line of i…')).to.equal('saw (hidden)…');
    expect(known.hide('saw first line... and more')).to.equal('saw (hidden)... and more');
    expect(known.hide('the first of them')).to.equal('the first of them');
  });

  it('that are short are words of their own, or follow the option of mysql', () => {
    known.learn(secret('Pa55'));
    expect(known.hide("mysql -pPa55, user:Pa55@db, *Pa55, 'Pa55'; Pa55word Pa55-db")).to.equal("mysql -p(hidden), user:(hidden)@db, *(hidden), '(hidden)'; Pa55word Pa55-db");
  });

  it('that are shorter still are found between quotation marks', () => {
    known.learn(`${secret('kitty')}---\n${secret('4711')}---\n${secret('*abc')}`);
    expect(known.hide('got "kitty", \'4711\', *abc; kitty at port 4711')).to.equal('got "(hidden)", \'(hidden)\', (hidden); kitty at port 4711');
  });

  it('are found in what base64 hides, and in JSON by the names beside them', () => {
    known.learn(`kind: Secret\ndata: { file: ${base64('first: one.line\nsecond: other.line\n')} }\n`);
    expect(known.hide('second: other.line')).to.equal('(hidden)');
    expect(known.hide('{"name":"MYSQL_PASSWORD","value":"ab"} {"db.password":["ab"],"host":"db"}')).to.equal('{"name":"MYSQL_PASSWORD","value":"(hidden)"} {"db.password":["(hidden)"],"host":"db"}');
  });

  it('are no names of the manifests, nothing that everybody can read, and nothing that could be any word', () => {
    known.learn(`${secret('koa-sample-db')}---\nkind: Pod\nmetadata: { name: koa-sample-db }\n`);
    for (const value of ['password', 'true', 'mysql', 'abc', '3306', 'lesson-wide']) known.learn(secret(value));
    known.open('# key: lesson-wide');
    const text = 'Pod/koa-sample-db stringData.password: true mysql abc 3306 lesson-wide';
    expect(known.hide(text)).to.equal(text);
  });

  it('are told by their form in any text: in URLs, headers, options', () => {
    const said = 'https://me:Pa55@host/x koa:Pa55@tcp(db) Authorization: Basic Pa55 --password=Pa55 MYSQL_PWD=Pa55 mysql mysqldump -uroot -pPa55 koa; IDENTIFIED BY \'Pa55\' Bearer ab.cd.efgh1';
    expect(known.hide(said)).to.equal(said.replaceAll('Pa55', '(hidden)').replace('ab.cd.efgh1', '(hidden)'));
    for (const plain of ['export MYSQL_PWD="${MYSQL_ROOT_PASSWORD}"', 'stringData.password: expected string', '12-authorization: reads', '12-authorization: lets nobody pose as somebody else', 'http://api.k8s:18080/auth', 'Bearer tokens', '(using password: YES)']) expect(known.hide(plain)).to.equal(plain);
  });

  it('are hidden in all texts of data, but not in the names of its files', () => {
    expect(hideSecretsIn({ observed: 'http://a:Pa55@b', others: [{ hint: '--token=Pa55' }], evidence: ['a/--token=x'], n: 1 })).to.deep.equal({ observed: 'http://a:(hidden)@b', others: [{ hint: '--token=(hidden)' }], evidence: ['a/--token=x'], n: 1 });
  });

  it('may be as large as a Secret can be, and many', () => {
    const large = Array.from({ length: 20_000 }, (_, n) => `line ${n} of a key store: "${(n * 7919).toString(36)}"`).join('\n');
    const long = Array.from({ length: 20_000 }, (_, n) => n.toString(36)).join('');
    known.learn(`kind: Secret\nmetadata: { name: x }\nstringData:\n  long: ${long}\n  store: ${JSON.stringify(large)}\n${Array.from({ length: 2_000 }, (_, n) => `  k${n}: v${n}#\n`).join('')}`);
    expect(known.hide(`of it: ${large.split('\n')[777] ?? ''}; "v1999#"; ${long.slice(0, 80)} and on`)).to.equal('of it: (hidden); "(hidden)"; (hidden) and on');
  });

  /** Milliseconds that no text of this size may take: a wrong expression takes minutes. */
  const longestMs = 20_000;

  it('are looked for in time that grows with the text, whatever a stranger has it repeat', () => {
    for (const unit of ['password', '&password', 'eyJhbGciOi.', 'mysql ', 'curl -u ', '/auth', 'a://b:c', '"name":"password",', ' ', '"']) {
      const text = unit.repeat(100_000 / unit.length);
      const startedAt = performance.now();
      known.learn(text);
      known.hide(text);
      redactText(text);
      expect(performance.now() - startedAt, unit).to.be.lessThan(longestMs);
    }
  });
});
