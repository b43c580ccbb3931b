/** What `npm run new-lesson` says when it makes nothing. */
export const scaffold = {
  exists: (file: string) => `${file} exists already`,
  anotherName: 'Take another name.',
  noName: 'no lesson is named',
  giveName: 'Give its name: npm run new-lesson -- 20-jobs',
  badName: (name: string) => `"${name}" is not a lesson's name`,
  nameForm: 'A name is two digits, -, and small letters, digits and -, such as 20-jobs.',
  tooLong: (name: string, length: number) => `"${name}" has ${length} characters`,
  longest: (most: number) => `${most} is the most.`,
  numberTaken: (number: string, lesson: string) => `the number ${number} is taken by ${lesson}`,
  free: (name: string) => `Free is ${name}.`,
  topicTaken: (topic: string, lesson: string) => `the name ${topic} is taken by ${lesson}`,
  withoutNumber: 'Lessons can be named without the number too: take another.',
} as const;
