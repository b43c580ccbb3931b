import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { texts } from '../text/texts.ts';
import type { SecondOfTraffic } from '../traffic/series.ts';
import { labelLines } from './label-lines.ts';
import type { RolloutView } from './rollout-view.ts';

/** A part of a plot; all parts of one share the time axis. */
export interface Panel {
  svg: string;
  height: number;
}

type Second = Pick<SecondOfTraffic, 'second' | 'length'>;

const t = texts.plot;

/** Pixels; what is left of and right of the time axis is the same in all panels. */
export const margins = { left: 88, right: 38 };
export const failedColour = '#dc2430';
/** None of them near the red of failures; all with a contrast of 3:1 or more against the light and the dark page (WCAG 1.4.11). */
export const versionColours = ['#4078c8', '#b98210', '#7d5bb0', '#3f9c8f', '#8a8f98'];
const ink = 'currentColor';

/** Pixels from one line of phases' names to the next. */
const lineHeight = 14;
/** Pixels nearer than which two numbers of a row cover each other. */
const numberWidth = 10;
/** Letters of a version that a row's name has room for. */
const versionLetters = 4;

/** What the lowest panel has. */
function timeAxis({ language }: RolloutView) {
  return { marginBottom: 34, x: { label: t.seconds[language], labelAnchor: 'right', labelArrow: 'none' } } as const;
}

/** The colour of each version, and of failures. */
export function coloursOf(view: RolloutView): { domain: string[]; range: string[] } {
  const ofVersions = view.versions.map((_, index) => versionColours[index % versionColours.length] ?? ink);
  return { domain: [...view.versions, t.failed[view.language]], range: [...ofVersions, failedColour] };
}

/** Requests a second: good responses by version, failures in red on top. A second in which the run ended is as wide as it was long. */
export function requestsPanel(view: RolloutView, width: number): Panel {
  const bars = view.seconds.flatMap(({ second, length, versions, failed }) => [
    ...view.versions.map((version) => ({ second, length, kind: version, rate: (versions[version] ?? 0) / length })),
    { second, length, kind: t.failed[view.language], rate: failed / length },
  ]);
  const names = labelLines(view.phases, ({ from }) => from * pixelsPerSecond(view, width), width - margins.left - margins.right);
  const above = (Math.max(0, ...names.map(({ line }) => line)) + 1) * lineHeight;
  return draw(view, width, 166 + above, {
    marginTop: 28 + above,
    y: { label: t.requests[view.language], grid: true, ticks: 4, labelAnchor: 'top', labelArrow: 'none' },
    marks: [
      Plot.rectY(bars, Plot.stackY({ order: coloursOf(view).domain }, { x1: 'second', x2: ({ second, length }: Second) => second + length, y: 'rate', fill: 'kind', insetLeft: 0.5, insetRight: 0.5 })),
      Plot.ruleY([0], { stroke: ink }),
      ...phaseRules(view),
      ...names.map(({ label, line, anchor }) =>
        Plot.text([label], { x: 'from', text: 'name', frameAnchor: 'top', textAnchor: anchor, dx: anchor === 'start' ? 3 : -3, dy: -26 - lineHeight * line, fill: ink })),
      // One of hundreds would be too low a bar to be seen. On a phone there is no room for numbers side by side.
      Plot.text(view.seconds.filter(({ failed }) => failed > 0), { x: middleOf, y: ({ requests, length }: SecondOfTraffic) => requests / length, text: width < 600 ? () => '▾' : 'failed', dy: -7, fill: failedColour, fontWeight: 'bold' }),
    ],
  });
}

/** Latency from when requests were due: the middle one, and the one that 1 % are slower than. */
export function latencyPanel(view: RolloutView, width: number, isLowest: boolean): Panel {
  const points = view.seconds.filter(({ requests }) => requests > 0).flatMap((second) => [
    { at: middleOf(second), of: 'p50', ms: Math.max(second.p50, 0.1) },
    { at: middleOf(second), of: 'p99', ms: Math.max(second.p99, 0.1) },
  ]);
  const isP99 = ({ of }: { of: string }): boolean => of === 'p99';
  const line = { x: 'at', y: 'ms', stroke: ink } as const;
  const name = { x: 'at', y: 'ms', text: 'of', textAnchor: 'start', dx: 5, fill: ink } as const;
  return draw(view, width, isLowest ? 154 : 128, {
    marginTop: 24,
    ...(isLowest ? timeAxis(view) : {}),
    y: { type: 'log', label: t.latency[view.language], grid: true, ticks: [1, 10, 100, 1_000, 10_000], tickFormat: '~g', labelAnchor: 'top', labelArrow: 'none', nice: true },
    marks: [
      ...phaseRules(view),
      Plot.lineY(points.filter((point) => !isP99(point)), { ...line, strokeWidth: 1.8 }),
      Plot.lineY(points.filter(isP99), { ...line, strokeOpacity: 0.6, strokeDasharray: '4 2' }),
      Plot.text(points.filter((point) => !isP99(point)).slice(-1), { ...name, dy: 5 }),
      Plot.text(points.filter(isP99).slice(-1), { ...name, dy: -5 }),
    ],
  });
}

/** The life of each pod, when it was an endpoint, and how many pods were asked for. */
export function podsPanel(view: RolloutView, width: number): Panel {
  const wanted = apart(view.wanted.map(({ version, ...each }) => ({ ...each, row: t.wanted(shortened(version))[view.language] })), numberWidth / pixelsPerSecond(view, width));
  const rows = [...new Set([...wanted.map(({ row }) => row).sort(), ...view.pods.toSorted((a, b) => a.from - b.from).map(({ row }) => row)])];
  const bars = { x1: 'from', x2: 'to', y: 'row', rx: 2, insetTop: 2, insetBottom: 2 } as const;
  const of = (...states: string[]) => view.pods.filter(({ state }) => states.includes(state));
  const height = 24 + 34 + rows.length * 20;
  return draw(view, width, height, {
    marginTop: 24,
    ...timeAxis(view),
    y: { type: 'band', domain: rows, label: t.pods[view.language], labelAnchor: 'top', labelArrow: 'none', tickSize: 0, padding: 0 },
    marks: [
      Plot.barX(of('starting', 'unready'), { ...bars, fill: 'version', fillOpacity: 0.3 }),
      Plot.barX(of('ready'), { ...bars, fill: 'version' }),
      Plot.barX(of('leaving'), { ...bars, stroke: 'version', fill: 'version', fillOpacity: 0.08, strokeWidth: 1.4, strokeDasharray: '3 2' }),
      ...phaseRules(view),
      Plot.dot(view.endpoints, { x: 'at', y: 'row', r: 3.6, stroke: ink, strokeWidth: 1.3, fill: (each: { listed: boolean }) => (each.listed ? ink : 'none') }),
      ...(['end', 'start', 'middle'] as const).map((anchor) =>
        Plot.text(wanted.filter((each) => each.anchor === anchor), { x: 'at', y: 'row', text: 'replicas', textAnchor: anchor, fill: ink, fontWeight: 'bold' })),
    ],
  });
}

function middleOf({ second, length }: Second): number {
  return second + length / 2;
}

function pixelsPerSecond(view: RolloutView, width: number): number {
  return (width - margins.left - margins.right) / view.end;
}

function shortened(version: string): string {
  return version.length > versionLetters ? `${version.slice(0, versionLetters - 1)}…` : version;
}

/** Numbers of one row that come at nearly the same time stand left and right of it. */
function apart<T extends { row: string; at: number }>(numbers: readonly T[], nearer: number): (T & { anchor: 'start' | 'middle' | 'end' })[] {
  return numbers.map((each) => {
    const near = numbers.filter((other) => other !== each && other.row === each.row && Math.abs(other.at - each.at) < nearer);
    const anchor = near.length === 0 ? 'middle' : near.some(({ at }) => at > each.at) ? 'end' : 'start';
    return { ...each, anchor };
  });
}

function phaseRules(view: RolloutView) {
  return [Plot.ruleX(view.phases, { x: 'from', stroke: ink, strokeOpacity: 0.55, strokeDasharray: '2 3' })];
}

/** Draws with the shared time axis; only the lowest panel names it. */
function draw(view: RolloutView, width: number, height: number, options: Plot.PlotOptions): Panel {
  // The types of both libraries speak of a browser's, which this project does not have.
  const { document } = parseHTML('<html><body></body></html>') as unknown as { document: unknown };
  const figure = Plot.plot({
    document,
    width,
    height,
    marginLeft: margins.left,
    marginRight: margins.right,
    marginBottom: 8,
    style: { fontSize: '12px', background: 'none' },
    color: coloursOf(view),
    ...options,
    x: { domain: [0, view.end], label: null, ...(options.x === undefined ? { axis: null } : options.x) },
  }) as unknown as { outerHTML: string };
  return { svg: figure.outerHTML, height };
}
