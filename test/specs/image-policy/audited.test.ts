import { expect } from 'chai';
import type { AuditEvent } from '../../../specs/checks/audit-log.ts';
import { notedAbout } from '../../../specs/image-policy/audited.ts';

describe('what the audit log has of a policy', () => {
  const event = (name: string, annotations: Record<string, string>, resource = 'pods'): AuditEvent => ({ verb: 'create', objectRef: { resource, name }, annotations });
  const failure = (policy: string, message: string): Record<string, string> => ({ 'validation.policy.admission.k8s.io/validation_failure': JSON.stringify([{ message, policy, binding: 'b', validationActions: ['Warn', 'Audit'] }]) });
  const noted = (...events: AuditEvent[]): string[] => notedAbout(events, 'by-tag', 'pinned-images');

  it('is what it has against a pod', () => {
    expect(noted(event('by-tag', failure('pinned-images-x7', 'pin images')), event('other', failure('pinned-images-x7', 'no')), event('by-tag', failure('trusted-images-x7', 'no')))).to.deep.equal(['pin images']);
  });

  it('is what its own annotations say as well', () => {
    expect(noted(event('by-tag', { 'pinned-images-x7/moving': 'busybox:1.37', 'authorization.k8s.io/decision': 'allow' }))).to.deep.equal(['busybox:1.37']);
  });

  it('is nothing where nobody has noted anything, or in other words', () => {
    expect(noted(event('by-tag', {}), { verb: 'create', objectRef: { resource: 'pods', name: 'by-tag' } }, event('by-tag', failure('pinned-images-x7', 'no'), 'deployments'))).to.deep.equal([]);
    expect(noted(event('by-tag', { 'validation.policy.admission.k8s.io/validation_failure': 'no JSON' }))).to.deep.equal([]);
  });
});
