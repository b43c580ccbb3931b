import { expect } from 'chai';
import { clusterName, hostPorts } from '../../harness/cluster/names.ts';

describe('clusterName', () => {
  it('is the same for a checkout and differs between two', () => {
    expect(clusterName({}, '/home/a/cndjp2')).to.match(/^cndjp-[0-9a-f]{4}$/);
    expect(clusterName({}, '/home/a/cndjp2')).to.equal(clusterName({}, '/home/a/cndjp2'));
    expect(clusterName({}, '/home/b/cndjp2')).not.to.equal(clusterName({}, '/home/a/cndjp2'));
  });
  it('is what CNDJP_CLUSTER says, if kind would take it', () => {
    expect(clusterName({ CNDJP_CLUSTER: 'mine' })).to.equal('mine');
    expect(() => clusterName({ CNDJP_CLUSTER: 'My Cluster' })).to.throw('"My Cluster" cannot be a cluster\'s name');
  });
});

describe('hostPorts', () => {
  it('stay in their ranges and move with the checkout', () => {
    const first = hostPorts({}, '/home/a/cndjp2');
    expect(first.http).to.be.within(18_080, 18_179);
    expect(first.https - first.http).to.equal(363);
    expect(first.mysql).to.be.within(23_306, 23_405);
    expect(hostPorts({}, '/home/b/cndjp2')).not.to.deep.equal(first);
    expect(hostPorts({ CNDJP_CLUSTER: 'second' }, '/home/a/cndjp2')).not.to.deep.equal(first);
  });
  it('are what the variables say, and refuse what is no port', () => {
    expect(hostPorts({ CNDJP_HTTP_PORT: '8080', CNDJP_MYSQL_PORT: '3306' }, '/x')).to.include({ http: 8080, mysql: 3306 });
    expect(() => hostPorts({ CNDJP_HTTPS_PORT: '70000' }, '/x')).to.throw('"70000" is not a port');
  });
});
