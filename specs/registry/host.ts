/** What learners call the registry. */
export const registryHost = 'registry.test:5000';
