import { expect } from 'chai';
import { isChangedPlace, namesField } from '../../harness/mutants/names-field.ts';
import type { Change, Mutant } from '../../harness/mutants/mutant.ts';
import { positionsIn } from '../../harness/mutants/same-place.ts';
import { flattened } from '../../harness/verdict/lesson-failure.ts';

describe('namesField', () => {
  const mutant = { fullId: '01-pods/x', lesson: '01-pods', id: 'x', object: 'Service/hello', changes: [{ do: 'set', path: 'spec.ports[0].port', to: 81 }], standsFor: '', names: [] } as unknown as Mutant;
  const isNamed = (object: 'Service/hello' | 'Service/hello-all'): boolean =>
    namesField(mutant, flattened({ expected: { en: 'a', ja: 'a' }, observed: { en: 'b', ja: 'b' }, object, field: 'spec.ports', elapsedMs: 1 }), (_, path) => path);

  it('is true of the changed object, and not of one whose name goes on', () => {
    expect(isNamed('Service/hello')).to.equal(true);
    expect(isNamed('Service/hello-all')).to.equal(false);
  });
});

describe('isChangedPlace', () => {
  const inPositions = positionsIn([new Map([['02-logging/all.yaml', 'kind: LimitRange\nmetadata: { name: bounds }\n---\nkind: Pod\nmetadata: { name: counter }\nspec: { containers: [{ name: app }] }\n']])]);
  const isChanged = (changes: Change[], object: string, field?: string): boolean =>
    isChangedPlace({ fullId: '02-logging/x', lesson: '02-logging', id: 'x', object: 'LimitRange/bounds', changes, standsFor: '', names: [] }, { object, ...(field === undefined ? {} : { field }) }, inPositions);

  it('is the changed field, a part of it, or what it is part of', () => {
    const changes: Change[] = [{ do: 'set', path: 'spec.limits[0].default.memory', to: '24Mi' }];
    expect(isChanged(changes, 'LimitRange/bounds', 'spec.limits[0].default.memory')).to.equal(true);
    expect(isChanged(changes, 'LimitRange/bounds', 'spec.limits[0]')).to.equal(true);
    expect(isChanged(changes, 'LimitRange/bounds', 'spec.limits[0].default.cpu')).to.equal(false);
    expect(isChanged(changes, 'Pod/counter', 'spec.limits[0].default.memory')).to.equal(false);
  });

  it('knows the elements of the object that a change is of, where that is another one', () => {
    const changes: Change[] = [{ do: 'set', path: 'spec.containers[app].resources.requests.memory', to: '32Mi', of: 'Pod/counter' }];
    expect(isChanged(changes, 'Pod/counter', 'spec.containers[app].resources')).to.equal(true);
    expect(isChanged(changes, 'Pod/counter', 'spec.containers[app].args')).to.equal(false);
  });
});
