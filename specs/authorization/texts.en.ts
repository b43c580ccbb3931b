export const en = {
  may: (who: string, right: string) => `${who} may: ${right}`,
  mayNot: (who: string, right: string) => `${who} may not: ${right}`,
  noRole: (role: string) => `the folder has no ${role}`,
  seen: (may: boolean, status: number, message: string) => `SelfSubjectAccessReview says ${may ? 'yes' : 'no'}, the request itself ${status}${message === '' ? '' : ` (${message})`}`,
  andOthers: (seen: string, others: readonly string[]) => `${seen}; ${others.length} more are not as they should be: ${others.slice(0, 5).join(', ')}${others.length > 5 ? ', …' : ''}`,
} as const;
