import type { ApiError } from '../client/api-error.ts';
import type { ClusterClient } from '../client/cluster-client.ts';
import { hidden, mayBeSecretKind } from '../secrets/secret-names.ts';
import { LessonFailure } from '../verdict/lesson-failure.ts';
import { verbatim, type Text } from '../text/language.ts';
import { texts } from '../text/texts.ts';
import { kindNamed } from '../client/kinds.ts';
import { formatPath, mapsIn, parsePath } from '../values/field-path.ts';
import { forbiddenByOwn } from './forbidden-by-own.ts';
import type { Isolation } from './isolation/isolation.ts';
import { asLearnerWrote } from './isolation/names.ts';
import { knownSiblings } from './known-fields.ts';
import type { Manifest } from './manifest.ts';
import { lookalikeNear, oddLetterIn, type Lookalike } from './reading/lookalikes.ts';
import { nearestName } from '../text/nearest-name.ts';
import { readRefusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';

const t = texts.manifests;

/** Explains why the API server refused an object: which field, on which line, and what to write instead. */
export async function explainRefusal(client: ClusterClient, manifest: Manifest, error: ApiError, isolation: Isolation): Promise<LessonFailure> {
  const seen = readRefusal(error);
  const refusal = { ...seen, text: withoutValue(manifest.kind, asLearnerWrote(seen.text, isolation)) };
  const asTold = refusal.field === undefined ? notBase64(manifest, refusal.text) ?? brokenRule(manifest, refusal.text) : fieldIn(manifest, itemAt(manifest, refusal.field));
  const field = asTold === undefined ? undefined : (inThousandths(manifest, asTold) ?? asTold);
  const slip = slipNear(manifest, field);
  if (slip !== undefined) return mistypedIn(manifest, slip, field, error);
  const own = field === undefined ? forbiddenByOwn(refusal.text, isolation.brings) : undefined;
  const hint = own === undefined ? await hintFor(client, manifest, refusal, field) : t.hints.forbiddenByOwn(own);
  return new LessonFailure(
    {
      expected: t.refusal[refusal.problem],
      observed: refusal.problem === 'unknown field' && field !== undefined ? t.unknownField(field) : verbatim(refusal.text),
      object: manifest.id,
      ...(field === undefined ? {} : { field }),
      ...manifest.at(field ?? ''),
      elapsedMs: 0,
      refused: true,
      hint,
      evidence: [],
    },
    { cause: error },
  );
}

/** The first value that is not in base64, where the server says that there is one and not which. */
function notBase64(manifest: Manifest, text: string): string | undefined {
  if (!text.includes('illegal base64 data')) return undefined;
  for (const list of ['data', 'binaryData']) {
    const wrong = Object.entries(manifest.get<Record<string, unknown>>(list) ?? {}).find(([, value]) => typeof value === 'string' && !isBase64(value));
    if (wrong !== undefined) return formatPath([{ key: list }, { key: wrong[0] }]);
  }
  return undefined;
}

/** The field of a container by which a pod breaks a rule of Pod Security, as its admission says it (pod-security-admission, policy/check_*.go). */
function brokenRule(manifest: Manifest, text: string): string | undefined {
  const [, container, field] = /violates PodSecurity.*?containers? "([^"]+)".*? (securityContext(?:\.\w+)+)/.exec(text) ?? [];
  const podSpec = kindNamed(manifest.kind)?.podSpec;
  if (container === undefined || field === undefined || podSpec === undefined) return undefined;
  const list = ['containers', 'initContainers'].find((each) => mapsIn(manifest.get(`${podSpec}.${each}`)).some(({ name }) => name === container));
  return list === undefined ? undefined : fieldIn(manifest, `${podSpec}.${list}[${container}].${field}`);
}

/**
 * The server leaves out which of the `items` of a downwardAPI volume it means (validateDownwardAPIVolumeFile in
 * pkg/apis/core/validation/validation.go): the first that lacks that field, else any of them.
 */
function itemAt(manifest: Manifest, path: string): string {
  const [, volume, parent = '', last] = /^(.*\.downwardAPI)((?:\.\w+)*)\.(\w+)$/.exec(path) ?? [];
  const list = volume === undefined ? undefined : fieldIn(manifest, `${volume}.items`);
  if (list === undefined || last === undefined || last === 'items') return path;
  const places = mapsIn(manifest.get(list)).map((_, n) => `${list}[${n}]${parent}`);
  const lacking = places.find((place) => manifest.get(place) !== undefined && manifest.get(`${place}.${last}`) === undefined);
  return lacking === undefined ? list : `${lacking}.${last}`;
}

/** A limit or request of the same container that asks for thousandths of a byte, next to which any other is too large. */
function inThousandths(manifest: Manifest, field: string): string | undefined {
  const resources = /^.*\.resources(?=\.)/.exec(field)?.[0];
  if (resources === undefined) return undefined;
  const fields = ['limits', 'requests'].flatMap((part) => ['memory', 'ephemeral-storage'].map((name) => `${resources}.${part}.${name}`));
  return fields.find((each) => /^\d+m$/.test(String(manifest.get(each) ?? '')));
}

/** As Go's standard encoding reads it (RFC 4648, with line breaks anywhere). */
function isBase64(value: string): boolean {
  const digits = value.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

/** The server quotes what it got; of what may be a Secret that is nobody's business. */
function withoutValue(kind: string, text: string): string {
  return mayBeSecretKind(kind) ? text.replace(/\bgot .*$/s, `got ${hidden}`) : text;
}

/** A letter near the field that only looks like one that YAML knows: it explains what the server saw. */
function slipNear(manifest: Manifest, field: string | undefined): Lookalike | undefined {
  const { line } = manifest.at(field ?? '');
  return line === undefined ? undefined : lookalikeNear(manifest.fileText ?? '', line, field === undefined ? 0 : 2);
}

function mistypedIn(manifest: Manifest, { line, column, what }: Lookalike, field: string | undefined, cause: ApiError): LessonFailure {
  const position = { ...manifest.at(), line };
  return new LessonFailure(
    {
      expected: texts.reading.lookalike.expected,
      observed: t.at(what, `${position.file ?? ''}:${line}:${column}`),
      object: manifest.id,
      ...(field === undefined ? {} : { field }),
      ...position,
      elapsedMs: 0,
      refused: true,
      hint: texts.reading.lookalike.hint,
    },
    { cause },
  );
}

/** The server's path in the learner's terms; undefined for one that we cannot read: the server's own words name it. */
function fieldIn(manifest: Manifest, path: string): string | undefined {
  try {
    return manifest.path(path);
  } catch {
    return undefined;
  }
}

async function hintFor(client: ClusterClient, manifest: Manifest, refusal: Refusal, field: string | undefined): Promise<Text> {
  if (refusal.problem === 'forbidden' && field === undefined) return t.hints.forbidden;
  const written: unknown = field === undefined ? undefined : manifest.get(field);
  const prefixed = field?.endsWith('.capabilities.add') === true && Array.isArray(written) ? written.map(String).find((each) => each.startsWith('CAP_')) : undefined;
  if (prefixed !== undefined) return t.hints.capabilityPrefix(prefixed);
  const oddLetter = typeof written === 'string' ? oddLetterIn(written) : undefined;
  if (oddLetter !== undefined) return oddLetter;
  if (refusal.text.includes('illegal base64 data')) return t.hints.base64;
  if (refusal.text.includes('must specify a volume type')) return t.hints.volumeType;
  if (field !== undefined && inThousandths(manifest, field) === field) return t.hints.thousandths;
  // The server names the labels, though as often it is the selector that is wrong.
  if (refusal.text.includes('`selector` does not match template `labels`')) return t.hints.selectorLabels;
  const mounted = field === undefined ? undefined : /^(.+)\.(?:initC|ephemeralC|c)ontainers\[[^\]]+\]\.volumeMounts\[\d+\]\.name$/.exec(field)?.[1];
  if (mounted !== undefined && refusal.text.startsWith('Not found')) {
    return t.hints.noVolume(volumesOf(manifest, mounted));
  }
  if (refusal.problem !== 'unknown field' || field === undefined) return t.hints.correctValue;
  const last = parsePath(field).at(-1);
  const key = last !== undefined && 'key' in last ? last.key : field;
  const known = await knownSiblings(client.rest, manifest.apiVersion, manifest.kind, field);
  const near = nearestName(key, known);
  if (near !== undefined) return t.hints.didYouMean(near);
  return known.length === 0 || known.length > 25 ? t.hints.correctField : t.hints.unknownField(known.join(', '));
}

/** The names that mounts of a pod may have, by the fields that give them: a StatefulSet's claim templates are volumes too. */
function volumesOf(manifest: Manifest, podSpec: string): { field: string; names: string }[] {
  const volumes = `${podSpec}.volumes`;
  const templates = 'spec.volumeClaimTemplates';
  const named = (manifest.get<{ name?: string }[]>(volumes) ?? []).map(({ name = '' }) => name);
  const claimed = (manifest.get<{ metadata?: { name?: string } }[]>(templates) ?? []).map(({ metadata }) => metadata?.name ?? '');
  const places = [{ field: volumes, names: named.join(', ') }];
  if (manifest.kind === 'StatefulSet') places.push({ field: templates, names: claimed.join(', ') });
  return places;
}

/** The failure for a kind or version that the server does not serve: says where the kind is served now. */
export async function explainUnserved(client: ClusterClient, manifest: Manifest): Promise<LessonFailure> {
  const { apiVersion, kind } = manifest;
  const versions = await client.resources.serving(kind);
  const failure = (field: string, observed: Text, hint: Text): LessonFailure =>
    new LessonFailure({
      expected: t.servedKind,
      observed,
      object: manifest.id,
      field,
      ...manifest.at(field),
      elapsedMs: 0,
      refused: true,
      hint,
      evidence: [],
    });
  if (versions.length > 0) {
    return failure('apiVersion', t.notServed(kind, apiVersion, versions.join(', ')), t.hints.servedAs(kind, versions[0] ?? ''));
  }
  const near = nearestName(kind, await client.resources.kinds());
  return failure('kind', t.noKind(kind), near === undefined ? t.hints.unknownKind(kind) : t.hints.didYouMean(near));
}

/** The failure for an object of a kind that no lesson knows, though the server serves it. */
export function refuseOtherKind(manifest: Manifest): LessonFailure {
  return new LessonFailure({
    expected: texts.fence.expected,
    observed: texts.fence.otherKind(manifest.kind),
    object: manifest.id,
    field: 'kind',
    ...manifest.at('kind'),
    elapsedMs: 0,
    refused: true,
    hint: texts.fence.hint('kinds', texts.fence.meanings['kinds']),
    evidence: [],
  });
}

/**
 * The failure for an object that would belong to the whole cluster.
 *
 * @param allowed kinds of the whole cluster that the lesson may have objects of
 */
export function refuseClusterWide(manifest: Manifest, allowed: readonly string[]): LessonFailure {
  return new LessonFailure({
    expected: t.inNamespace(allowed.join(', ')),
    observed: t.clusterWide(manifest.kind),
    object: manifest.id,
    field: formatPath([{ key: 'kind' }]),
    ...manifest.at('kind'),
    elapsedMs: 0,
    refused: true,
    hint: t.hints.clusterWide(manifest.kind),
    evidence: [],
  });
}
