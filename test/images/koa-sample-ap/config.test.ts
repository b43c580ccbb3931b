import { expect } from 'chai';
import { ConfigError, DEVELOPMENT_JWT_KEY, readConfig } from '../../../images/koa-sample-ap/src/config.ts';

const DATABASE = { DB_HOST: 'koa-sample-db', DB_USER: 'koa', DB_PASSWORD: 'secret', DB_DATABASE: 'koa-sample-sandbox' };

describe('the configuration of the sample app', () => {
  it('takes usual ports and the development key where nothing is said', () => {
    const config = readConfig(DATABASE);
    expect(config).to.include({ port: 3000, jwtKey: DEVELOPMENT_JWT_KEY, onSigterm: 'finish', drainMs: 0 });
    expect(config.database).to.deep.equal({ host: 'koa-sample-db', port: 3306, user: 'koa', password: 'secret', name: 'koa-sample-sandbox' });
  });

  it('names everything that is missing or wrong at once, and no value', () => {
    expect(() => readConfig({ DB_HOST: 'db', DB_PASSWORD: 'secret', PORT: '80a', DB_PORT: '65536' }))
      .to.throw(ConfigError)
      .with.property('message', 'PORT is not a whole number up to 65535; DB_PORT is not a whole number up to 65535; DB_USER is not set; DB_DATABASE is not set');
  });
});
