/** What is said of the differences between a learner's manifests and the lesson's own. */
export const explain = {
  nothing: 'nothing',
  object: (kind: string) => `the whole ${kind}`,
  hidden: 'another value, which is secret',
  secret: 'a value that is secret',
  line: (number: number, text: string) => `line ${number}: ${text}`,
  order: (items: string) => `the order ${items}`,
  likely: 'likely cause',
  differs: 'differs',
  places: (count: number, shown: number) => `from the lesson's own manifests in ${count === 1 ? 'one place' : `${count} places${shown < count ? `, of which these ${shown} come first` : ''}`}:`,
  more: (count: number) => `from the lesson's own manifests in ${count === 1 ? 'one more place' : `${count} more places`}:`,
  sides: (observed: string, ours: string) => `${observed}; the lesson's own manifests: ${ours}`,
} as const;
