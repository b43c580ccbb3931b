import { expect } from 'chai';
import { join } from 'node:path';
import { parseContract, readContract, readContracts } from '../../harness/manifests/read-contract.ts';
import { checkout } from '../../harness/process/checkout.ts';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';

/** What is wrong with a text, a line for each mistake. */
function mistakes(...lines: string[]): string[] {
  try {
    parseContract(lines.join('\n'), '04-mysql');
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message.split('\n');
    throw error;
  }
  return [];
}

const file = 'specs/04-mysql.contract.yaml';

describe('readContract', () => {
  it('reads objects with what does as well, what they are for and their level, and fixed values', () => {
    expect(parseContract(`objects:
  - object: Deployment/db
    or: [StatefulSet/db]
    for: { en: the database, ja: データベース }
  - object: PodDisruptionBudget/db.v1
    for: { en: the budget, ja: 予算 }
    level: production
fixed:
  - { what: { en: version, ja: バージョン }, value: 1.0 }
  - { what: { en: host, ja: ホスト }, value: "*.k8s" }
`, '04-mysql')).to.deep.equal({
      lesson: '04-mysql',
      objects: [
        { object: 'Deployment/db', or: ['StatefulSet/db'], for: { en: 'the database', ja: 'データベース' }, level: 'promise' },
        { object: 'PodDisruptionBudget/db.v1', or: [], for: { en: 'the budget', ja: '予算' }, level: 'production' },
      ],
      fixed: [{ what: { en: 'version', ja: 'バージョン' }, value: '1.0' }, { what: { en: 'host', ja: 'ホスト' }, value: '*.k8s' }],
    });
  });

  it('tells all mistakes at once, each with its line', () => {
    expect(mistakes(
      'objects:',
      '  - object: Deploymnet/db',
      '    for: { en: the database }',
      '  - object: db',
      '    or: StatefulSet/db',
      '    for: { en: a, ja: b, jp: c }',
      '  - { objekt: Pod/a, for: { en: a, ja: b }, level: prod }',
      '  - Pod/b',
      'fixed:',
      '  - { what: host, value: [a] }',
      'name: x',
    )).to.deep.equal([
      `${file}:2: there is no kind Deploymnet; did you mean Deployment?`,
      `${file}:3: \`for\` must be in both languages: { en: …, ja: … }`,
      `${file}:4: \`object\` must be Kind/name, such as Deployment/web, not "db"`,
      `${file}:5: \`or\` must be a list of Kind/name`,
      `${file}:6: \`for\` has a key "jp"; did you mean ja?`,
      `${file}:7: an object has a key "objekt"; did you mean object?`,
      `${file}:7: \`object\` must be Kind/name, such as Deployment/web`,
      `${file}:7: \`level\` must be promise or production`,
      `${file}:8: an entry of \`objects\` must be a map`,
      `${file}:10: \`what\` must be in both languages: { en: …, ja: … }`,
      `${file}:10: \`value\` must be one text`,
      `${file}:11: the file has a key "name"; known are: objects, fixed`,
    ]);
  });

  it('refuses a name that is there twice, where it comes again', () => {
    expect(mistakes('objects:', '  - { object: Pod/a, for: { en: a, ja: b } }', '  - { object: Pod/a, for: { en: c, ja: d } }')).to.deep.equal([`${file}:3: Pod/a is there twice`]);
    expect(mistakes('objects:', '  - object: Pod/b', '    or: [Pod/c, Pod/c]', '    for: { en: a, ja: b }')).to.deep.equal([`${file}:3: Pod/c is there twice`]);
    expect(mistakes('objects:', '  - object: Pod/b', '    or: [Pod/b]', '    for: { en: a, ja: b }')).to.deep.equal([`${file}:3: Pod/b is its own alternative`]);
  });

  it('lets one object do for two', () => {
    expect(mistakes('objects:', '  - { object: Pod/a, for: { en: a, ja: b } }', '  - object: Pod/b', '    or: [Pod/a]', '    for: { en: a, ja: b }')).to.deep.equal([]);
  });

  it('refuses a file that names nothing, or is no YAML', () => {
    expect(mistakes('')).to.deep.equal([`${file}:1: the file must have \`objects\`, a list`]);
    expect(mistakes('fixed: []')).to.deep.equal([`${file}:1: the file must have \`objects\`, a list`]);
    expect(mistakes('fixed: []', 'objects:')).to.deep.equal([`${file}:2: \`objects\` must be a list of at least one object`]);
    expect(mistakes('objects:', ' - a: [').every((line) => line.startsWith(`${file}:2: `))).to.equal(true);
  });

  it('takes a kind that it does not know and that is no misspelling', () => {
    expect(mistakes('objects: [{ object: IngressRoute/web, for: { en: a, ja: b } }]')).to.deep.equal([]);
  });

  it('reads those of the checkout in the order of the lessons, and none of a lesson without', () => {
    const specs = join(checkout, 'specs');
    const lessons = readContracts(specs).map(({ lesson }) => lesson);
    expect(lessons).to.include('04-mysql').and.to.deep.equal([...lessons].sort());
    expect(readContract(specs, '99-none')).to.deep.equal({ lesson: '99-none', objects: [], fixed: [] });
  });
});
