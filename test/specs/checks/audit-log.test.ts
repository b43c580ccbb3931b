import { expect } from 'chai';
import { auditEvents, eventsIn } from '../../../specs/checks/audit-log.ts';

const line = (verb: string): string => JSON.stringify({ kind: 'Event', verb, objectRef: { namespace: 'n' } });
const givenWith = (endings: Record<string, { stdout?: string; stderr?: string }>): never => ({
  nodes: () => Promise.resolve(Object.keys(endings)),
  node: (name: string) => ({ run: () => Promise.resolve({ stdout: '', stderr: '', exitCode: 0, ...endings[name] }) }),
} as never);

describe('the audit log', () => {
  it('is one event a line, the last of which may still be written', () => {
    expect(eventsIn(`${line('create')}\n${line('get')}\n{"kind":"Ev`).map(({ verb }) => verb)).to.deep.equal(['create', 'get']);
  });

  it('is read on every node, of which one has it', async () => {
    expect(await auditEvents(givenWith({ a: {}, b: { stdout: `${line('patch')}\n` } }), 'n')).to.deep.equal([{ kind: 'Event', verb: 'patch', objectRef: { namespace: 'n' } }]);
  });

  it('says when it cannot be read', async () => {
    const error = await auditEvents(givenWith({ a: { stderr: 'cat: /var/log/kubernetes/audit: No such file or directory\n' } }), 'n').then(() => undefined, (reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).with.property('message', 'the audit log on a cannot be read: cat: /var/log/kubernetes/audit: No such file or directory');
  });
});
