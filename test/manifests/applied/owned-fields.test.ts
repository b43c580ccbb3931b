import { expect } from 'chai';
import { addOwned } from '../../../harness/manifests/applied/owned-fields.ts';

describe('fields of one manager', () => {
  it('are taken over: keys of maps, elements of lists by their keys, values of sets', () => {
    const written = { metadata: { name: 'web' } };
    const live = { metadata: { name: 'web', labels: { app: 'web', other: 'x' }, finalizers: ['a', 'b'] }, spec: { replicas: 3, ports: [{ port: 80, name: 'http', nodePort: 30000 }, { port: 81 }] } };
    addOwned(written, live, { 'f:metadata': { 'f:labels': { 'f:app': {} }, 'f:finalizers': { 'v:"b"': {} } }, 'f:spec': { 'f:replicas': {}, 'f:ports': { 'k:{"port":80}': { 'f:name': {} } } } });
    expect(written).to.deep.equal({ metadata: { name: 'web', labels: { app: 'web' }, finalizers: ['b'] }, spec: { replicas: 3, ports: [{ port: 80, name: 'http' }] } });
  });

  it('that are not there any more are left out', () => {
    const written = {};
    addOwned(written, { spec: { list: [] } }, { 'f:spec': { 'f:gone': {}, 'f:list': { 'k:{"name":"a"}': { 'f:image': {} } } } });
    expect(written).to.deep.equal({ spec: { list: [] } });
  });
});
