export const en = {
  refusedWithin: (seconds: number) => `that a ValidatingAdmissionPolicy refuses an image of another registry within ${seconds} s`,
  admitted: 'it is admitted',
  refusedOtherwise: (message: string) => `it is refused by something else: ${message}`,
} as const;
