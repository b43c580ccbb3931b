import { dropEnv, dropItem, dropMount, dropProbe, remove } from './drop.ts';
import { swapLabel, swapName, swapSecretKey } from './names.ts';
import { portMinusOne, portPlusOne, timesTen, zero } from './numbers.ts';
import type { Operator } from './operator.ts';
import { changePath, changeTag } from './paths-and-images.ts';

/** All of them; of two that make the same object the first one counts, so the special ones come before the general. */
export const operators: readonly Operator[] = [
  dropProbe, dropMount, dropEnv, changeTag, swapSecretKey, swapLabel, swapName, changePath, portPlusOne, portMinusOne, zero, timesTen, dropItem, remove,
];
