import { expect } from 'chai';
import { entryOf, missingFrom, namesOf, type Contract } from '../../harness/manifests/contract.ts';
import { verbatim } from '../../harness/text/language.ts';

describe('a contract', () => {
  const contract: Contract = {
    lesson: '04-mysql', fixed: [],
    objects: [
      { object: 'Deployment/db', or: ['StatefulSet/db'], for: verbatim('the database'), level: 'promise' },
      { object: 'Service/db', or: [], for: verbatim('its name'), level: 'promise' },
    ],
  };

  it('lists the names of the text before what does as well', () => {
    expect(namesOf(contract)).to.deep.equal(['Deployment/db', 'Service/db', 'StatefulSet/db']);
  });

  it('knows what an object is for, by either name', () => {
    expect(entryOf(contract, 'StatefulSet/db')?.object).to.equal('Deployment/db');
    expect(entryOf(contract, 'Deployment/db')?.for.en).to.equal('the database');
    expect(entryOf(contract, 'DaemonSet/db')).to.equal(undefined);
  });

  it('says what a folder lacks, and is content with what does as well', () => {
    expect(missingFrom(contract, ['StatefulSet/db', 'Service/db', 'Pod/more'])).to.deep.equal([]);
    expect(missingFrom(contract, ['Service/database', 'Pod/db']).map(({ object }) => object)).to.deep.equal(['Deployment/db', 'Service/db']);
  });
});
