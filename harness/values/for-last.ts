/**
 * A function that gives the same answer again as long as it is asked the same as the last time: for what takes long about a large text, and is
 * asked about one text after the other. Arguments are the same by `===`.
 */
export function forLast<A extends readonly unknown[], T>(make: (...asked: A) => T): (...asked: A) => T {
  let last: { asked: A; answer: T } | undefined;
  return (...asked) => {
    if (last === undefined || asked.some((each, place) => each !== last?.asked[place])) last = { asked, answer: make(...asked) };
    return last.answer;
  };
}
