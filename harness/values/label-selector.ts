import { isMap, mapsIn } from './field-path.ts';

/** A selector of labels, as claims, workloads and policies have it. */
export interface LabelSelector {
  matchLabels?: Readonly<Record<string, string>>;
  matchExpressions?: readonly { key: string; operator: string; values?: readonly string[] }[];
}

/** Kinds whose `spec.selector` is a plain map of labels (API reference, ServiceSpec and ReplicationControllerSpec). */
const byMap: readonly unknown[] = ['Service', 'ReplicationController'];

/** Whether labels fit a selector as it is written: all that it says must hold, so an empty one fits everything (API reference, LabelSelector), one that is not there nothing. */
export function selects(selector: unknown, labels: unknown): boolean {
  if (!isMap(selector)) return false;
  const own = isMap(labels) ? labels : {};
  return Object.entries(isMap(selector['matchLabels']) ? selector['matchLabels'] : {}).every(([key, value]) => own[key] === value)
    && mapsIn(selector['matchExpressions']).every(({ key, operator, values }) => {
      const value = own[String(key)];
      const isOne = Array.isArray(values) && values.includes(value);
      switch (operator) {
        case 'In': return value !== undefined && isOne;
        case 'NotIn': return value === undefined || !isOne;
        case 'Exists': return value !== undefined;
        case 'DoesNotExist': return value === undefined;
        default: return false;
      }
    });
}

/** Whether labels fit a plain map of labels, such as the selector of a Service: an empty one selects no pod. */
export function mapSelects(map: unknown, labels: unknown): boolean {
  return isMap(map) && Object.keys(map).length > 0 && selects({ matchLabels: map }, labels);
}

/** Whether labels fit the `spec.selector` of an object of that kind. */
export function selectorFits(kind: unknown, selector: unknown, labels: unknown): boolean {
  return byMap.includes(kind) ? mapSelects(selector, labels) : selects(selector, labels);
}

/** The keys of labels that the `spec.selector` of an object of that kind, or another selector in it, asks for. */
export function selectorKeys(kind: unknown, selector: unknown): string[] {
  if (!isMap(selector)) return [];
  if (byMap.includes(kind)) return Object.keys(selector);
  return [...Object.keys(isMap(selector['matchLabels']) ? selector['matchLabels'] : {}), ...mapsIn(selector['matchExpressions']).map(({ key }) => String(key))];
}

/** A selector in words, as kubectl writes it: `tier=fast, disk in (ssd, nvme), !old`. */
export function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const words: Readonly<Record<string, (key: string, values: string) => string>> = {
    In: (key, values) => `${key} in (${values})`, NotIn: (key, values) => `${key} notin (${values})`, Exists: (key) => key, DoesNotExist: (key) => `!${key}`,
  };
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => words[operator]?.(key, values.join(', ')) ?? `${key} ${operator}`),
  ].join(', ');
}
