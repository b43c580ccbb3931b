import jwt from 'jsonwebtoken';
import type { Given } from '../../harness/lesson/given.ts';
import { admin, apiHost } from './requests.ts';
import { settingAt } from './settings.ts';
import { t } from './texts.ts';

/** What the app signs tokens with when it has no key: it is in its source code. */
const publicKey = 'koa-sample-ap-development-key';

/** Throws LessonFailure when the app accepts a token that anybody can make who reads its source code. */
export async function requireOwnKey(given: Given): Promise<void> {
  const forged = jwt.sign({}, publicKey, { issuer: 'koa-sample-ap', subject: admin.username });
  const { status } = await given.web().get<unknown>('/members', { headers: { host: apiHost, authorization: `Bearer ${forged}` } });
  const app = given.manifest('Deployment', 'koa-sample-ap');
  given.expect(status, { what: t.key.forged, ...settingAt(given, app, 'JWT_KEY'), hint: t.hints.key }).to.equal(401);
}
