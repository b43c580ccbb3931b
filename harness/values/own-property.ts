/** What a table has under a key that comes from outside: `constructor` and its like are in none. */
export function ownProperty<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
