import type { EquivalenceCategory, EquivalenceOperator } from '../operator.ts';
import type { Style, WrittenFile } from '../written-folder.ts';

/** A file that is written otherwise. */
function otherStyle(name: string, category: EquivalenceCategory, says: string, style: Partial<Style>, fits: (file: WrittenFile) => boolean): EquivalenceOperator {
  return {
    name, category, says,
    offers: ({ files }) => files.filter(fits).map((file) => ({ object: `File/${file.name}`, field: '', make: () => { Object.assign(file.style, style); } })),
  };
}

function otherForm(name: string, says: string, form: Style['form']): EquivalenceOperator {
  return otherStyle(name, 'form', says, { form }, ({ style }) => style.form === 'yaml');
}

/** Ways to write a file that mean nothing: its form, then what is in the text, then how it is stored. */
export const otherStyles: readonly EquivalenceOperator[] = [
  otherForm('json', 'JSON is as good as YAML.', 'json'),
  otherForm('kind-list', 'A list of objects stands for its objects.', 'list'),
  otherForm('braces', 'YAML in braces is the same YAML.', 'flow'),
  otherForm('quoted', 'Every text may stand in quotation marks.', 'quoted'),
  otherForm('wide', "How far YAML is indented is the author's choice.", 'indented'),
  otherForm('marks', 'Documents may be empty, begin with --- and end with ...', 'marked'),
  // JSON has no comments, and what is in braces no lines for them.
  otherStyle('comments', 'comments', 'Comments say nothing to the cluster, in whatever language.', { comments: true }, ({ style }) => style.form !== 'json' && style.form !== 'flow'),
  otherStyle('crlf', 'lines', 'Lines may end as on Windows.', { lines: 'crlf' }, ({ style }) => style.lines === 'lf'),
  otherStyle('bom', 'encoding', 'A file may begin with a byte order mark, as editors on Windows write it.', { encoding: 'utf-8 with a mark' }, ({ style }) => style.encoding === 'utf-8'),
  otherStyle('utf-16', 'encoding', 'A file may be UTF-16, as PowerShell writes it.', { encoding: 'utf-16' }, ({ style }) => style.encoding === 'utf-8'),
];
