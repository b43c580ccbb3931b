import { texts } from '../text/texts.ts';
import { verbatim, type Text } from '../text/language.ts';
import { show } from '../text/show.ts';
import { showText } from './show.ts';

const t = texts.expect;

type Wanted = (values: readonly unknown[]) => Text;

const equal: Wanted = ([value]) => showText(value);
const atLeast: Wanted = ([count]) => t.atLeast(Number(count));
const atMost: Wanted = ([count]) => t.atMost(Number(count));
const moreThan: Wanted = ([count]) => t.moreThan(Number(count));
const lessThan: Wanted = ([count]) => t.lessThan(Number(count));
const property: Wanted = ([name, value]) => verbatim(value === undefined ? String(name) : `${String(name)} ${show(value)}`);
const keys: Wanted = (names) => t.keys(names.flat().map(String));

/** What chai's assertions want, in both languages; those that are not here show their value only. */
export const wantedBy = {
  methods: {
    equal, eq: equal, eql: equal,
    oneOf: ([values]) => t.oneOf((values as readonly unknown[]).map((value) => (value === undefined ? t.nothing : show(value)))),
    members: ([values], contains) => (contains ? t.among : t.exactly)((values as readonly unknown[]).map(show)),
    match: ([pattern]) => t.matching(String(pattern)),
    least: atLeast, gte: atLeast, most: atMost, lte: atMost, above: moreThan, gt: moreThan, below: lessThan, lt: lessThan,
    property, keys, key: keys,
    string: ([part]) => t.containing(show(part)),
  } satisfies Record<string, (values: readonly unknown[], contains: boolean) => Text>,
  chainable: {
    include: ([part]) => t.containing(show(part)),
    contain: ([part]) => t.containing(show(part)),
    a: ([type]) => t.a(String(type)),
    an: ([type]) => t.a(String(type)),
    length: ([count]) => t.length(Number(count)),
    lengthOf: ([count]) => t.length(Number(count)),
  } satisfies Record<string, Wanted>,
  properties: {
    exist: { plain: t.value, negated: t.noValue },
    empty: { plain: t.empty, negated: t.notEmpty },
    undefined: { plain: t.noValue, negated: t.value },
    true: { plain: t.holds, negated: t.doesNotHold },
  },
  /** Whether a text already says that something must not be. */
  sayNegation: (wanted: Text): boolean => [t.noValue, t.notEmpty, t.doesNotHold, t.value].includes(wanted),
} as const;
