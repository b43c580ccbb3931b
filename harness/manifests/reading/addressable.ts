/**
 * Whether an object of that name can be asked for: its name is one segment of the address. With `.`, `..` or no name the address
 * would be that of something else, such as the whole namespace.
 */
export function isAddressable(name: string): boolean {
  return !['', '.', '..'].includes(name) && !/[/%]/.test(name);
}
