import { X509Certificate } from 'node:crypto';
import { createServer, connect } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { serverCertificate } from '../../harness/objects/server-certificate.ts';

describe('a certificate for a server of a lesson', () => {
  it('is for that address alone, holds now and for a day', async () => {
    const { certificate } = await serverCertificate('10.96.1.2');
    const read = new X509Certificate(certificate);
    expect(read.checkIP('10.96.1.2')).to.equal('10.96.1.2');
    expect(read.checkIP('10.96.1.3')).to.equal(undefined);
    expect(Date.parse(read.validFrom)).to.be.below(Date.now());
    expect(Date.parse(read.validTo) - Date.now()).to.be.within(23 * 3_600_000, 25 * 3_600_000);
  });

  it('is trusted by who trusts it, and by nobody else', async () => {
    const [own, other] = await Promise.all([serverCertificate('127.0.0.1'), serverCertificate('127.0.0.1')]);
    const server = createServer({ cert: own.certificate, key: own.key }, (socket) => { socket.end(); }).listen(0, '127.0.0.1');
    server.on('tlsClientError', () => undefined);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const trusted = async (ca: string): Promise<boolean> => {
      const socket = connect({ host: '127.0.0.1', port, ca });
      const answer = await once(socket, 'secureConnect').then(() => true, () => false);
      socket.destroy();
      return answer;
    };
    try {
      expect([await trusted(own.certificate), await trusted(other.certificate)]).to.deep.equal([true, false]);
    } finally {
      server.close();
    }
  });
});
