import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { refuse, type Answer, type FakeApi } from '../client/fake-api.ts';
import { serveCluster, testOn, type EndedRun } from './on-fake-cluster.ts';

/** Passwords that nobody may read anywhere; each is told from the others by its number. */
let canaries: string[] = [];
const canary = (): string => {
  const value = `Hush${canaries.length + 10}xQz`;
  canaries.push(value);
  return value;
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const secret = (name: string, body: string): string => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n${body}\n`;
const pod = (name: string, container: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: main\n      image: busybox:1.37\n${container.replaceAll(/^/gm, '      ')}\n`;

const deployment = (container: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: koa-sample-db\nspec:\n  selector: { matchLabels: { app: koa-sample-db } }\n  template:\n    metadata: { labels: { app: koa-sample-db } }\n    spec:\n      containers:\n        - name: mysql\n          image: mysql:9.4\n${container.replaceAll(/^/gm, '          ')}\n`;

/** Files with a mistake in what is secret, by what is wrong with them. */
const broken: Readonly<Record<string, () => string>> = {
  'alias': () => secret('alias', `stringData:\n  password: *${canary()}`),
  'alias in data': () => secret('alias-data', `data:\n  password: *${canary()}`),
  'anchor': () => secret('anchor', `stringData:\n  password: &${canary()}\n  other: { a: 1 }`),
  'resolved alias': () => secret('resolved', `  annotations:\n    note: &pw ${canary()}\nstringData:\n  password: [*pw]`),
  'alias within itself': () => secret('endless', `stringData:\n  password: &${canary()} [*${canaries.at(-1) ?? ''}]`),
  'tag': () => secret('tag', `stringData:\n  password: !${canary()} [1]`),
  'map': () => secret('map', `stringData:\n  password: { value: ${canary()} }`),
  'key of a map': () => secret('key', `stringData:\n  password: { ${canary()}: true }`),
  'list': () => secret('list', `stringData:\n  password: [${canary()}, ${canary()}]`),
  'list of names and values': () => secret('pairs', `stringData:\n  - name: password\n    value: ${canary()}`),
  'number': () => {
    canaries.push('7391046285');
    return secret('number', 'stringData:\n  password: 7391046285');
  },
  'wrong base64': () => secret('wrong', `data:\n  password: ${canary()}!`),
  'list of base64': () => secret('base64-list', `data:\n  password: [${base64(canary())}]`),
  'several lines': () => secret('lines', `stringData:\n  password: |\n    ${canary()}\n    ${canary()}\n  other: [${canary()}]`),
  'lines without indentation': () => secret('unindented', `stringData:\n  password: |\n${canary()}\n ${canary()}: x: y`),
  'quotation mark': () => secret('quote', `stringData:\n  password: "${canary()}\n  other: x`),
  'text behind a quotation mark': () => secret('behind', `stringData:\n  password: "abc" ${canary()}`),
  'colon': () => secret('colon', `stringData:\n  password: ${canary()}: ${canary()}`),
  'no space': () => secret('space', `stringData:\n  password:${canary()}\n  other: x`),
  'tab': () => secret('tab', `stringData:\n\tpassword: ${canary()}`),
  'escape': () => secret('escape', `stringData:\n  password: "\\q${canary()}"`),
  'at sign': () => secret('at', `stringData:\n  password: @${canary()}`),
  'percent sign': () => secret('percent', `stringData:\n  password: %${canary()}`),
  'twice': () => secret('twice', `stringData:\n  password: ${canary()}\n  password: ${canary()}`),
  'full-width colon': () => secret('fullwidth', `stringData:\n  password： ${canary()}`),
  'outside of stringData': () => secret('outside', `password: ${canary()}\nuser: ${canary()}`),
  'misspelt field': () => secret('misspelt', `stringdata:\n  user: ${canary()}`),
  'below metadata': () => secret('below', `  stringDatas:\n    user: ${canary()}`),
  'misspelt kind': () => secret('kind', `data:\n  user: ${canary()}`).replace('kind: Secret', 'kind: Secrett'),
  'no kind': () => secret('kindless', `data:\n  user: ${canary()}`).replace('kind: Secret\n', ''),
  'kind without colon': () => secret('colonless', `stringData:\n  user: ${canary()}`).replace('kind: Secret', 'kind Secret'),
  'no object': () => `Secret password ${canary()}\n`,
  'in a List': () => `apiVersion: v1\nkind: List\nitems:\n${secret('listed', `stringData:\n  user: [${canary()}]`).replaceAll(/^(?=.)/gm, '    ').replace('    ', '  - ')}`,
  'in JSON': () => JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'json' }, stringData: { user: { a: canary() } } }),
  'in broken JSON': () => `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"broken-json"},"stringData":{"user":"${canary()}"]}`,
  'exported': () => {
    const value = canary();
    const applied = JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'exported' }, stringData: { user: value } });
    return secret('exported', `  uid: 1-2-3\n  resourceVersion: "5"\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      ${applied}\ndata:\n  user: [${base64(value)}]`);
  },
  'line ends of Windows': () => secret('windows', `stringData:\n  password: *${canary()}\n  other: "${canary()}`).replaceAll('\n', '\r\n'),
  'UTF-16': () => `\uFEFF${secret('utf16', `stringData:\n  password: *${canary()}`)}`,
  'credentials of a registry': () => secret('registry', `type: kubernetes.io/dockerconfigjson\ndata:\n  .dockerconfigjson: [${base64(JSON.stringify({ auths: { host: { username: 'me', password: canary(), auth: base64(`me:${canary()}`) } } }))}]`),
  'certificate': () => secret('certificate', `type: kubernetes.io/tls\nstringData:\n  tls.key: |\n    -----BEGIN PRIVATE KEY-----\n    ${canary()}/${canary()}\n    -----END PRIVATE KEY-----\n  tls.crt: [${canary()}]`),
  'two documents': () => `${secret('first', `stringData:\n  user: ${canary()}`)}---\n${secret('second', `stringData:\n  user: *${canary()}`)}`,
  'in a ConfigMap': () => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  DB_PASSWORD: [${canary()}]\n  app.properties: { line: "db.password=${canary()}" }\n  url: [mysql://koa:${canary()}@db/koa]\n`,
  'in a variable': () => pod('variable', `env:\n  - name: MYSQL_PASSWORD\n    value: [${canary()}]\n  - { name: API_TOKEN, value: *${canary()} }`),
  'in a misspelt variable': () => pod('misspelt-variable', `env:\n  - name: MYSQL_PASSWORD\n    vaule: ${canary()}\n  - MYSQL_ROOT_PASSWORD: [${canary()}]`),
  'in a variable as a map': () => pod('variable-map', `env:\n  MYSQL_PASSWORD: ${canary()}`),
  'in commands': () => pod('commands', `command: { a: "mysql -uroot -p${canary()} -e 'select 1'", b: "curl -H 'Authorization: Bearer ${canary()}' -u me:${canary()} http://x", c: "MYSQL_PWD=${canary()} mysql" }\nargs: [[--password, ${canary()}], ["mysql", "-p${canary()}"]]`),
  'in URLs': () => pod('urls', `env:\n  - name: DATABASE\n    value: [mysql://koa:${canary()}@db:3306/koa, "koa:${canary()}@tcp(db:3306)/koa"]`),
  'in a header': () => pod('header', `readinessProbe:\n  httpGet: { port: [80], httpHeaders: [{ name: Authorization, value: Basic ${canary()} }, { name: X, value: "Authorization: Basic ${canary()}" }] }`),
  'in a script of SQL': () => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: sql\ndata:\n  init.sql: ["CREATE USER koa IDENTIFIED BY '${canary()}';"]\n`,
  'of another value than ours': () => `${secret('dbsecret', `stringData:\n  root_password: ${canary()}\n  user: ${canary()}\n  password: ${canary()}\n  note: { a: 1 }`)}---\n${deployment(`args: ["--init-connect=SET PASSWORD='${canary()}'", --password=${canary()}]\nenv:\n  - { name: MYSQL_PASSWORD, value: ${canary()} }\n  - { name: MYSQL_PORT, value: {} }`)}`,
};

interface PodSpec { containers?: Record<string, unknown>[] }

/** Quotes what it got, as the API server does. */
const strict: Answer = ({ body, url }, response) => {
  const object = JSON.parse(body) as { kind: string; metadata: { name: string }; data?: object; stringData?: object; spec?: PodSpec & { template?: { spec: PodSpec } } };
  const fields = { ...object.data, ...object.stringData, ...(object.spec?.template?.spec ?? object.spec)?.containers?.[0] };
  const odd = Object.entries(fields).filter(([key, value]) => typeof value !== 'string' && key !== 'resources');
  const all = odd.map(([key, value]) => `.stringData.${key}: expected string, got &value.valueUnstructured{Value:${JSON.stringify(value).replaceAll('<', '\\u003c')}}`).join('\n');
  if (all === '' && object.kind !== 'Secret') return {};
  refuse(response, 400, { reason: 'BadRequest', message: `failed to create typed patch object (${url.pathname}; /v1, Kind=${object.kind}): errors:\n  ${all === '' ? `unknown value in ${JSON.stringify(object)}` : all}` });
  return undefined;
};

describe('what is secret in the files of a learner', function () {
  this.timeout(60_000);
  let folder: string;
  let api: FakeApi;
  let ended: EndedRun & { files: Record<string, string> };
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    canaries = [];
    for (const [name, text] of Object.entries(broken)) write(`mine/04-mysql/${name.replaceAll(' ', '-')}.yaml`, text());
    api = await serveCluster(strict);
    ended = await run();
  });
  after(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, text.startsWith('\uFEFF') ? 'utf16le' : 'utf8');
  }

  async function run(): Promise<typeof ended> {
    const done = await testOn(api, { folder, user: { token: canary() }, args: ['04', '--manifests', join(folder, 'mine')], env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'report', 'summary.md') } });
    const files = Object.fromEntries(readdirSync(join(folder, 'report'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')]));
    return { ...done, files };
  }

  it('is told about: each of the files with its mistake', () => {
    expect(ended.code, ended.output).to.equal(1);
    const failure = ended.results.lessons[0]?.tests[0]?.failure;
    const told = new Set([failure, ...(failure?.others ?? [])].map((each) => each?.file));
    const untold = Object.keys(broken).filter((name) => !told.has(`04-mysql/${name.replaceAll(' ', '-')}.yaml`));
    expect(untold, ended.output).to.deep.equal([]);
  });

  it('is in nothing that is printed or written', () => {
    for (const [where, text] of Object.entries({ terminal: ended.output, ...ended.files })) {
      const leaked = canaries.filter((each) => text.includes(each) || text.includes(base64(each)));
      expect(leaked, `${where}: ${leaked.map((each) => text.slice(Math.max(0, text.indexOf(each) - 200), text.indexOf(each) + 40)).join('\n---\n')}`).to.deep.equal([]);
    }
    expect(Object.keys(ended.files)).to.include.members(['results.json', 'junit.xml', 'index.html', 'summary.md']);
    expect(ended.output).to.include('::error ').and.include('(hidden)');
  });
});
