import { expect } from 'chai';
import { StickyClient } from '../../../harness/traffic/driver/sticky-client.ts';

describe('a sticky client', () => {
  it('keeps the cookie of its first answer, whatever its name, without the attributes', () => {
    const client = new StickyClient('/');
    client.learn(['route=abc; Path=/; HttpOnly'], undefined);
    expect(client.cookie).to.equal('route=abc');
  });

  it('does not let the answer to a request without the cookie move it', () => {
    const client = new StickyClient('/');
    client.learn(['route=first'], undefined);
    client.learn(['route=second'], undefined);
    expect(client.cookie).to.equal('route=first');
  });

  it('follows when the server moves it, as a browser does', () => {
    const client = new StickyClient('/');
    client.learn(['route=gone'], undefined);
    client.learn(['route=new'], 'route=gone');
    expect(client.cookie).to.equal('route=new');
  });

  it('stays as it is when an answer sets nothing', () => {
    const client = new StickyClient('/');
    client.learn(['route=a'], undefined);
    client.learn(undefined, 'route=a');
    expect(client.cookie).to.equal('route=a');
  });
});
