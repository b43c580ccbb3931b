export const en = {
  refusedWithin: (seconds: number) => `401 Unauthorized within ${seconds} s`,
  knownAs: (username: string) => `known as ${username}`,
} as const;
