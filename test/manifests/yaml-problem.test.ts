import { expect } from 'chai';
import type { ErrorCode } from 'yaml';
import { worded, YamlProblem } from '../../harness/manifests/yaml-problem.ts';
import { parseSources } from '../../harness/manifests/source.ts';
import { asText } from '../../harness/text/language.ts';

/** How a text is refused: its place, and what is said of it. */
function refused(text: string): { at: string; en: string; ja: string; hint: string } {
  try {
    parseSources(text, 'web.yaml');
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error;
    const { position: { line, column }, problem, hint } = error;
    return { at: `${line}:${column}`, ...asText(problem), hint: hint === undefined ? '' : asText(hint).en };
  }
  throw new Error('it was read');
}

describe('a mistake in YAML', () => {
  /** What is written, where the mistake is, and a part of how it is told. */
  const mistakes: Record<string, [text: string, at: string, en: string, ja: string]> = {
    'a tab': ['a:\n\tb: 1\n', '2:1', 'a tab', 'タブ'],
    'a key twice': ['a: 1\na: 2\n', '2:1', 'a is written twice', 'a が同じ場所に 2 回'],
    'an alias without a name': ['a: *\n', '1:4', 'an alias that cannot be resolved', 'エイリアス'],
    'an alias with an anchor': ['a: &x 1\nb: &y *x\n', '2:7', 'an anchor (&name)', 'アンカー'],
    'two anchors': ['a: &x &y 1\n', '1:7', 'an anchor (&name)', 'アンカー'],
    'two tags': ['a: !!str !!str 1\n', '1:10', 'a tag (!name)', 'タグ'],
    'a tag of nobody': ['a: !e!x y\n', '1:4', 'a tag (!name)', 'タグ'],
    'an anchor before a dash': ['a:\n  &x - 1\n', '2:3', 'an anchor (&name)', 'アンカー'],
    'a directive': ['%YAML 3\n---\na: 1\n', '1:7', 'begins with %', '% で始まる行'],
    'a value that begins with @': ['a: @b\n', '1:4', 'begins with @', '@ で始まる値'],
    'an escape of another language': ['a: "\\q"\n', '1:5', '\\q between double quotation marks', '\\q は'],
    'an open quotation mark': ['a: "b\nc: 1\n', '3:1', 'never closed', '引用符が閉じられて'],
    'an open bracket': ['{a: 1\n', '2:1', 'a bracket that is opened', '開いた括弧'],
    'an open bracket in a block': ['a: {b: 1\nc: 2\n', '2:1', 'a bracket that is opened', '開いた括弧'],
    'a closing bracket too many': ['a: {b: 1}}\n', '1:10', 'a } that closes no bracket', '} に対応する'],
    'no comma between texts': ['a: ["3" "4"]\n', '1:9', 'without a comma', 'カンマがありません'],
    'no comma between keys': ['a: {b: 1 c: 2}\n', '1:8', 'line by line between brackets', '括弧の中で'],
    'no comma between lines': ['a: [b\n c: 1]\n', '1:5', 'without a comma', 'カンマがありません'],
    'a comma too many': ['a: [1,,2]\n', '1:7', 'a comma with nothing before it', 'カンマの前に'],
    'a comment right behind a value': ['a: "b"#c\n', '1:7', 'a # without a space', '# の前にスペース'],
    'no space behind a tag': ['a: !t"x"\n', '1:6', 'a tag (!name)', 'タグ'],
    'text in the line of ---': ['--- a: 1\nb: 2\n', '1:5', 'the line of ---', '--- と同じ行'],
    'blank lines with spaces': ['a: |\n     \n  x\n', '3:3', 'blank lines', '空行'],
    'a line between list items': ['a:\n  - b\n  c\n  - d\n', '3:1', 'indentation fits none', 'インデントが前の行'],
    'list items in two columns': ['a:\n  - 1\n - 2\n', '3:1', 'indentation fits none', 'インデントが前の行'],
    'keys in two columns': ['a:\n  b: 1\n c: 1\n', '3:1', 'indentation fits none', 'インデントが前の行'],
    'a line without a colon': ['a: 1\nb\nc: 2\n', '2:1', 'a line without a colon', 'コロンがない行'],
    'no space behind the first colon': ['kind:Pod\nspec: {}\n', '1:1', 'no space after the colon of kind', 'kind のコロンの後'],
    'two values': ['a: b: c\n', '1:4', 'where a value already stands', 'すでに値がある場所'],
    'a list in the line of its key': ['a: - b\n', '1:4', 'a list item (-) in the line of its key', 'キーと同じ行にリスト項目'],
    'text behind |': ['a: | text\n  b\n', '1:6', 'text in the line of the |', '| や > と同じ行'],
    'text right behind |': ['a: |x\n  b\n', '1:5', 'text in the line of the |', '| や > と同じ行'],
    'text behind a value in quotation marks': ['a: "x" y\n', '1:8', 'more text behind a value', '値が終わった後'],
    'an endless key': [`${'k'.repeat(1100)}: 1\n`, '1:1', 'more than 1024', '1024 文字'],
  };

  for (const [name, [text, at, en, ja]] of Object.entries(mistakes)) {
    it(`is told in a learner's words: ${name}`, () => {
      const told = refused(text);
      expect(told.at).to.equal(at);
      expect(told.en).to.contain(en);
      expect(told.ja).to.contain(ja);
      expect(told.hint).to.not.equal('');
    });
  }

  it('that is nested too deeply is told as that', () => {
    const told = refused('['.repeat(3_000));
    expect([told.en, told.ja]).to.deep.equal(['values that are nested too deeply to be read', '入れ子が深すぎて読み込めません']);
  });

  it("never shows the parser's own words, which are English", () => {
    const codes: Record<ErrorCode, true> = {
      ALIAS_PROPS: true, BAD_ALIAS: true, BAD_COLLECTION_TYPE: true, BAD_DIRECTIVE: true, BAD_DQ_ESCAPE: true, BAD_INDENT: true, BAD_PROP_ORDER: true, BAD_SCALAR_START: true,
      BLOCK_AS_IMPLICIT_KEY: true, BLOCK_IN_FLOW: true, DUPLICATE_KEY: true, IMPOSSIBLE: true, KEY_OVER_1024_CHARS: true, MISSING_CHAR: true, MULTILINE_IMPLICIT_KEY: true,
      MULTIPLE_ANCHORS: true, MULTIPLE_DOCS: true, MULTIPLE_TAGS: true, NON_STRING_KEY: true, RESOURCE_EXHAUSTION: true, TAB_AS_INDENT: true, TAG_RESOLVE_FAILED: true, UNEXPECTED_TOKEN: true,
    };
    for (const code of Object.keys(codes) as ErrorCode[]) {
      const { problem, hint } = worded({ code, message: 'Unexpected parser words' }, 'a: x\n', 3);
      for (const text of [problem, ...(hint === undefined ? [] : [hint])].map(asText)) {
        expect(text.ja, code).to.match(/[ぁ-ん]/).and.not.contain('parser words');
        expect(text.en, code).to.not.contain('parser words');
      }
    }
  });
});
