import type { EquivalenceOperator } from '../operator.ts';
import { plainStyle, type Fields, type WrittenFile } from '../written-folder.ts';

export const oneFile: EquivalenceOperator = {
  name: 'one-file', category: 'files', says: 'All objects may stand in one file.',
  offers: (folder) => (folder.files.length < 2 ? [] : [{ object: 'Folder/all', field: '', make: () => { folder.files = [fileOf('all.yaml', folder.files.flatMap(({ objects }) => objects))]; } }]),
};

export const manyFiles: EquivalenceOperator = {
  name: 'many-files', category: 'files', says: 'Every object may stand in a file of its own, whatever that is called.',
  offers: (folder) => (folder.files.every(({ objects }) => objects.length < 2) ? [] : [{
    object: 'Folder/all', field: '', make: () => { folder.files = folder.files.flatMap(({ objects }) => objects).map((object, index) => fileOf(`課題 ${index + 1}.yml`, [object])); },
  }]),
};

export const otherEnding: EquivalenceOperator = {
  name: 'yml', category: 'files', says: 'A file may end in .yml.',
  offers: ({ files }) => files.filter(({ name }) => name.endsWith('.yaml')).map((file) => ({ object: `File/${file.name}`, field: '', make: () => { file.name = file.name.replace(/yaml$/, 'yml'); } })),
};

function fileOf(name: string, objects: Fields[]): WrittenFile {
  return { name, objects, style: { ...plainStyle } };
}
