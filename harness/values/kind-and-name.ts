/** The parts of an object's id: `Deployment` and `web` of `Deployment/web`. What is missing is empty. */
export function kindAndName(id: string): { kind: string; name: string } {
  const [kind = '', name = ''] = id.split('/');
  return { kind, name };
}
