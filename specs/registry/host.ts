/** What learners call the registry. */
export const registryHost = 'registry.test:5000';
/** Its one user, and the password that stands in learners' Secrets. In each run it is another one there. */
export const user = 'learner';
export const writtenPassword = 'for-the-hands-on-only';
