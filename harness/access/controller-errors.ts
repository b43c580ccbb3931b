import type { Isolation } from '../manifests/isolation/isolation.ts';
import { asLearnerWrote } from '../manifests/isolation/names.ts';

/** A line of Traefik's log: time, level, message and fields such as `namespace=05-ingress-r1`. */
const troubled = /^\S+ (?:ERR|WRN) (.*)$/;

/**
 * What Traefik has logged as errors and warnings about objects of a namespace of the run, in the learner's words: each message
 * once, the latest last.
 */
export function controllerErrors(log: readonly string[], isolation: Isolation): string[] {
  const messages = log
    .filter((line) => line.includes(isolation.namespace))
    .map((line) => troubled.exec(line)?.[1])
    .filter((message) => message !== undefined)
    // Which of its two providers says so, where the object lies and where its code stands, is of no use to a learner.
    .map((message) => asLearnerWrote(message.replace(/ (?:namespace|providerName)=\S+| github\.com\/\S+ >|^github\.com\/\S+ > /g, ''), isolation));
  return [...new Set(messages.toReversed())].toReversed();
}
