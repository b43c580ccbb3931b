import type { Manifest } from '../manifests/manifest.ts';
import { Authority } from '../objects/authority.ts';
import { requestedSubject } from '../objects/certificate-user.ts';
import { credentialFor, credentialsOf, type Who } from './credentials.ts';
import { LessonNamespace } from './namespace.ts';
import { Subject } from './subject.ts';

/** The verbs of a spec about who asks the API server. */
export class SubjectVerbs extends LessonNamespace {
  /**
   * Somebody else who asks the API server: a ServiceAccount of the namespace by a bound token, a user by a certificate that
   * the cluster signs, a node of our own cluster by its own credentials, anybody by impersonation, or nobody.
   */
  async as(who: Who): Promise<Subject> {
    const credential = credentialFor(who);
    if (credential !== undefined) this.scope.session.requireCredential(credential);
    return new Subject(this.scope, await credentialsOf(this.scope, who));
  }

  /**
   * Who signs certificates and tokens: one that no cluster trusts, or that of the cluster itself, where it is one of our own
   * (`given.onOwnCluster`).
   */
  async authority(whose: 'unknown' | 'cluster'): Promise<Authority> {
    return whose === 'unknown' ? await Authority.unknown() : await Authority.ofCluster(this.scope);
  }

  /** User and groups that a CertificateSigningRequest of the folder asks for. Throws LessonFailure when it cannot be read. */
  async requestedSubject(request: Manifest): Promise<{ user: string; groups: string[] }> {
    return await requestedSubject(this.scope, request);
  }
}
