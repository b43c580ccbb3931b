import { expect } from 'chai';
import { junitXml } from '../../harness/report/junit.ts';
import { exampleResults, productionResults } from './example-results.ts';

describe('junitXml', () => {
  const xml = junitXml(exampleResults());

  it('has a suite for each lesson and one for the run', () => {
    expect([...xml.matchAll(/<testsuite [^>]*name="([^"]+)"/g)].map((match) => match[1])).to.deep.equal(['02-logging', '04-mysql', 'run']);
  });

  it('says when each lesson began, and the run', () => {
    const times = [...xml.matchAll(/<testsuite [^>]*name="([^"]+)"[^>]*timestamp="([^"]+)"/g)].map(([, name, time]) => [name, time]);
    expect(times).to.deep.equal([['02-logging', '2026-01-02T03:04:26.000Z'], ['04-mysql', '2026-01-02T03:04:38.000Z'], ['run', '2026-01-02T03:04:05.000Z']]);
  });

  it('counts what a CI server shows', () => {
    expect(xml).to.match(/<testsuite name="04-mysql"[^>]* tests="3" failures="1" errors="1" skipped="1"/);
    expect(xml).to.match(/<testsuite name="run"[^>]* errors="2"/);
  });

  it('explains a failure with object, field, file and line, hint and evidence', () => {
    expect(xml).to.include('Deployment/koa-sample-db spec.template.spec.contianers (04-mysql/mysql.yaml:31)');
    expect(xml).to.include('hint: Did you mean `containers`?');
    expect(xml).to.include('evidence: evidence/04-mysql/1-apply/events.txt');
  });

  it('tells what else the same look has found', () => {
    const results = exampleResults();
    const failure = results.lessons[1]?.tests[0]?.failure;
    if (failure === undefined) throw new Error('the example has changed');
    failure.others = [{ ...failure, object: 'Service/db', observed: 'no port', hint: 'Add one.' }];
    expect(junitXml(results)).to.include('also: Service/db spec.template.spec.contianers (04-mysql/mysql.yaml:31): expected the API server to accept it, observed no port').and.include('hint: Add one.');
  });

  it('escapes, and drops what XML cannot hold', () => {
    expect(xml).to.include('shows &lt;both> streams');
    expect(xml).not.to.include('\u0007');
  });

  it('keeps reasons and measures', () => {
    expect(xml).to.include('this cluster does not enforce');
    expect(xml).to.match(/<property name="writeToStreamMs" value="312"\/>/);
  });

  it('skips what did not hold and does not decide, with what failed as its output', () => {
    const apart = junitXml(productionResults());
    expect(apart).to.match(/<testsuites [^>]*tests="6" failures="0" errors="0" skipped="2"/);
    expect(apart).to.match(/name="survives a drain"[^>]*>\s*<properties>\s*<property name="level" value="production"\/>\s*<\/properties>\s*<skipped\/>\s*<system-out>.*would not hold in production: PodDisruptionBudget\/koa-sample-ap \(05-ingress\/budget\.yaml:3\): expected a pod that stays, observed none\nhint: Add a budget\./);
    expect(apart).to.match(/name="is quick"[^]*?<skipped\/>\s*<system-out>.*invalid: the driver lagged/);
    expect(junitXml({ ...productionResults(), level: 'production' })).to.match(/<testsuites [^>]*tests="6" failures="1" errors="1" skipped="0"/);
  });

  it('shows leftovers apart from tests', () => {
    expect(xml).to.include('Namespace/04-mysql-abc123 is left over, held by kubernetes');
  });
});
