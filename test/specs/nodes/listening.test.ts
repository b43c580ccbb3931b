import { expect } from 'chai';
import { expectedPorts, portsIn } from '../../../specs/nodes/listening.ts';

/** Lines as Linux writes them on a node. */
const lines = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:2808 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
   1: 0B00007F:9911 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2 1 0 100 0 0 10 0
   2: 030014AC:094B 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 3 1 0 100 0 0 10 0
   3: 030014AC:D3B4 020014AC:192B 01 00000000:00000000 00:00000000 00000000     0        0 4 1 0 100 0 0 10 0
  sl  local_address                         remote_address                        st
   0: 00000000000000000000000000000000:280A 00000000000000000000000000000000:0000 0A 00000000:00000000
   1: 00000000000000000000000001000000:0016 00000000000000000000000000000000:0000 0A 00000000:00000000
   2: 0000000000000000FFFF00000100007F:0017 00000000000000000000000000000000:0000 0A 00000000:00000000
   3: 0000000000000000FFFF0000030014AC:094C 00000000000000000000000000000000:0000 0A 00000000:00000000
`;

describe('the open ports of a node', () => {
  it('are those of listeners that others can reach, of IPv4 and of IPv6', () => {
    expect(portsIn(lines)).to.deep.equal([2_379, 2_380, 10_250]);
  });
  it('are none where nothing is said', () => {
    expect(portsIn('')).to.deep.equal([]);
  });
  it('are fewer on a node that is not of the control plane', () => {
    expect(expectedPorts(true)).to.deep.equal([2_379, 2_380, 6_443, 10_250, 10_256]);
    expect(expectedPorts(false)).to.deep.equal([10_250, 10_256]);
  });
});
