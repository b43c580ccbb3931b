/** The few words around a failure, in the learner's language; the hint itself comes from the lesson. */
export interface Words {
  expected: string;
  observed: string;
  object: string;
  after: string;
  hint: string;
  evidence: string;
}

export const words: Record<'en' | 'ja', Words> = {
  en: { expected: 'expected', observed: 'observed', object: 'where', after: 'after', hint: 'hint', evidence: 'evidence' },
  ja: { expected: '期待', observed: '実際', object: '場所', after: '経過', hint: 'ヒント', evidence: '記録' },
};
