import { expect } from 'chai';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { EnvironmentError } from '../../harness/verdict/environment-error.ts';
import { ensurePortsFree, listeningInodes, portHolder } from '../../harness/cluster/port-check.ts';

describe('listeningInodes', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:46A1 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345 1 0000000000000000 100 0 0 10 0',
    '   1: 0100007F:46A1 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 777 1 0000000000000000 20 4 30 10 -1',
    '   2: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 888 1 0000000000000000 100 0 0 10 0',
  ].join('\n');
  it('finds who listens, not who is connected', () => {
    expect(listeningInodes(table, 18_081)).to.deep.equal(['12345']);
    expect(listeningInodes(table, 443)).to.deep.equal([]);
  });
});

describe('ensurePortsFree', () => {
  let server: Server;
  let port: number;
  beforeEach(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  it('names the port and the variable that chooses another', async () => {
    const failure = (await ensurePortsFree({ http: port, https: 0, mysql: 0 }).catch((error: unknown) => error)) as EnvironmentError;
    expect(failure).to.be.instanceOf(EnvironmentError);
    expect(failure.message).to.include(`127.0.0.1:${port} is in use`);
    expect(failure.hint).to.include('CNDJP_HTTP_PORT=<number>');
    expect(failure.texts.where.ja).to.equal(`ポート ${port}`);
    expect(failure.texts.hint.ja).to.equal('そのプログラムを終了するか、CNDJP_HTTP_PORT=<番号> で別のポートを指定してください。');
  });

  it('says who holds it where that can be seen', async function () {
    if (process.platform !== 'linux') this.skip();
    expect((await portHolder(port))?.en).to.match(new RegExp(`\\(pid ${process.pid}\\)$`));
  });
});
