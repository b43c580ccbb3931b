import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { readMutantsOptions } from '../../harness/cli/mutants-options.ts';
import { readTestOptions } from '../../harness/cli/test-options.ts';
import { checkout } from '../../harness/process/checkout.ts';

const documents = globSync(['*.md', 'docs/*.md', 'mutants/*.md', 'manifests/**/*.md'], { cwd: checkout });
const read = (file: string): string => readFileSync(join(checkout, file), 'utf8');

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  const headings = text.replaceAll(/^```[^]*?^```/gm, '').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading = '']) => heading.trim().toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-'));
}

/** Links of a document to files and headings of this project that are not there. */
function brokenLinks(file: string, text: string): string[] {
  const prose = text.replaceAll(/^```[^]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target));
  return targets.filter((target) => {
    const [path = '', anchor] = target.split('#');
    const linked = path === '' ? file : join(dirname(file), path);
    if (!existsSync(join(checkout, linked))) return true;
    return anchor !== undefined && !anchorsOf(path === '' ? text : read(linked)).includes(decodeURIComponent(anchor));
  });
}

/** The options that a command's `--help` lists, that one left out. */
function optionsIn(help: object): string[] {
  expect(help).to.have.property('text');
  const { text } = help as { text: string };
  return [...text.matchAll(/^ +(?:-\w, )?(--[a-z-]+)/gm)].map(([, option = '']) => option).filter((option) => option !== '--help');
}

const unnamed = (file: string, names: readonly string[]): string[] => names.filter((name) => !new RegExp(`\`[^\`]*${name}(?![\\w-])`).test(read(file)));

describe('the documents', () => {
  it('has READMEs that are short enough to be read', () => {
    expect(statSync(join(checkout, 'README.md')).size, 'bytes of README.md').to.be.at.most(12_288);
    expect(statSync(join(checkout, 'README.ja.md')).size, 'bytes of README.ja.md').to.be.at.most(18_432);
  });

  for (const file of documents) {
    it(`${file} links to what there is`, () => {
      expect(brokenLinks(file, read(file))).to.deep.equal([]);
    });
  }

  it('names files that are there', () => {
    const paths = (file: string): string[] => [...read(file).matchAll(/`((?:harness|specs|scripts|test|images|manifests|mutants)\/[\w./-]*)`/g)].map(([, path = '']) => path);
    const named = documents.filter((file) => file.startsWith('docs/')).flatMap(paths);
    expect(named).to.include('specs/order.yaml');
    // The lesson that the page about writing one makes up is nowhere else.
    expect(named.filter((path) => !path.includes('20-greeting') && !existsSync(join(checkout, path)))).to.deep.equal([]);
  });

  it('sees a link that leads nowhere', () => {
    const text = '# Before you start\n[a](docs/nowhere.md) [b](README.md#no-such-part) [c](#before-you-start) [d](#after) [e](https://example.org/x) `[f](g)`\n';
    expect(brokenLinks('README.md', text)).to.deep.equal(['docs/nowhere.md', 'README.md#no-such-part', '#after']);
  });

  for (const readme of ['README.md', 'README.ja.md']) {
    it(`${readme} names every option of npm test`, () => {
      const options = optionsIn(readTestOptions(['--help'], {}));
      expect(options).to.include('--manifests');
      expect(unnamed(readme, options)).to.deep.equal([]);
    });

    it(`${readme} names every variable of the environment that is ours, and no other`, () => {
      const sources = globSync(['harness/**/*.ts', 'scripts/*.ts'], { cwd: checkout }).map(read).join('\n');
      const variables = (text: string): string[] => [...new Set(text.match(/\b(?:CNDJP_[A-Z_]+|NO_COLOR|FORCE_COLOR)\b/g))].sort();
      expect(variables(read(readme))).to.deep.equal(variables(sources));
    });
  }

  it('names every option of npm run mutants', () => {
    const options = optionsIn(readMutantsOptions(['--help']));
    expect(options).to.include('--results');
    expect(unnamed('mutants/README.md', options)).to.deep.equal([]);
  });
});
