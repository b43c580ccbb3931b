import { expect } from 'chai';
import type { Change } from '../../harness/mutants/mutant.ts';
import { isChangedPlace } from '../../harness/mutants/names-field.ts';
import { positionsIn } from '../../harness/mutants/same-place.ts';

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
