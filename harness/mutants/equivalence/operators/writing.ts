import type { EquivalenceOperator } from '../operator.ts';
import type { Style, WrittenFile } from '../written-folder.ts';

/** A file that is written otherwise; where a part of the style stands in the way, not. */
function otherStyle(name: string, says: string, style: Partial<Style>, fits: (file: WrittenFile) => boolean = () => true): EquivalenceOperator {
  return {
    name, category: 'writing', says,
    offers: ({ files }) => files.filter(fits).map((file) => ({ object: `File/${file.name}`, field: '', make: () => { Object.assign(file.style, style); } })),
  };
}

const isPlain = ({ style }: WrittenFile): boolean => style.form === 'yaml';

/** Ways to write a file that mean nothing. */
export const otherStyles: readonly EquivalenceOperator[] = [
  otherStyle('comments', 'Comments say nothing to the cluster, in whatever language.', { comments: true }, ({ style }) => style.form !== 'json'),
  otherStyle('crlf', 'Lines may end as on Windows.', { lines: 'crlf' }),
  otherStyle('bom', 'A file may begin with a byte order mark, as editors on Windows write it.', { encoding: 'utf-8 with a mark' }),
  otherStyle('utf-16', 'A file may be UTF-16, as PowerShell writes it.', { encoding: 'utf-16' }),
  otherStyle('json', 'JSON is as good as YAML.', { form: 'json' }, isPlain),
  otherStyle('kind-list', 'A list of objects stands for its objects.', { form: 'list' }, isPlain),
  otherStyle('braces', 'YAML in braces is the same YAML.', { form: 'flow' }, isPlain),
  otherStyle('quoted', 'Every text may stand in quotation marks.', { form: 'quoted' }, isPlain),
  otherStyle('wide', 'How far YAML is indented is the author\'s choice.', { form: 'indented' }, isPlain),
  otherStyle('marks', 'Documents may be empty, begin with --- and end with ...', { form: 'marked' }, isPlain),
];
