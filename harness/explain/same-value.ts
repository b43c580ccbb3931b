import { isDeepStrictEqual } from 'node:util';
import { parseQuantity } from '../wait/quantity.ts';
import { fullImageName } from '../values/image-name.ts';

/** Maps whose values are quantities. */
const quantities = ['requests', 'limits', 'capacity', 'hard', 'default', 'defaultRequest', 'max', 'min'];
/** Fields that are quantities. */
const quantityFields = ['sizeLimit', 'divisor'];
/** Fields that are paths of folders. */
const folders = ['mountPath', 'path'];

/** Whether two values of a field mean the same to the API server and to the kubelet: `1Gi` and `1024Mi`, a folder with and without a slash behind it. */
export function isSameValue(keys: readonly string[], a: unknown, b: unknown): boolean {
  if (isDeepStrictEqual(a, b)) return true;
  const [parent = '', field = ''] = keys.slice(-2);
  if (quantities.includes(parent) || quantityFields.includes(field)) return parseQuantity(String(a)) === parseQuantity(String(b));
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  if (field === 'mountPath' || (parent === 'hostPath' && folders.includes(field))) return withoutSlash(a) === withoutSlash(b);
  if (field === 'image') return fullImage(a) === fullImage(b);
  return false;
}

function withoutSlash(path: string): string {
  return path === '/' ? path : path.replace(/\/+$/, '');
}

/** An image's name as the container runtime completes it, its tag included. */
function fullImage(image: string): string {
  const named = fullImageName(image);
  return /[:@][^/]*$/.test(named) ? named : `${named}:latest`;
}
