import type { RestClient } from '../client/rest.ts';
import { apiPath } from '../client/resources.ts';
import { isMap, parsePath } from '../values/field-path.ts';

type Schema = Record<string, unknown>;

/**
 * The fields that the server knows beside the one at a path, from its OpenAPI document; empty when it cannot say.
 */
export async function knownSiblings(rest: RestClient, apiVersion: string, kind: string, path: string): Promise<string[]> {
  let schemas: Record<string, Schema>;
  try {
    const document = await rest.json<{ components: { schemas: Record<string, Schema> } }>('GET', `/openapi/v3${apiPath(apiVersion)}`);
    schemas = document.components.schemas;
  } catch {
    // A hint is worth one question; without the answer the message is still complete.
    return [];
  }
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  let here = Object.values(schemas).find((schema) => isKind(schema, group ?? '', version ?? '', kind));
  for (const step of parsePath(path).slice(0, -1)) {
    here = deref(schemas, 'key' in step ? property(here, step.key) : itemsOf(here));
  }
  return isMap(here?.['properties']) ? Object.keys(here['properties']) : [];
}

function isKind(schema: Schema, group: string, version: string, kind: string): boolean {
  const kinds = schema['x-kubernetes-group-version-kind'];
  return (
    Array.isArray(kinds) &&
    (kinds as Record<string, unknown>[]).some((each) => each['group'] === group && each['version'] === version && each['kind'] === kind)
  );
}

function property(schema: Schema | undefined, key: string): unknown {
  const properties = schema?.['properties'];
  return isMap(properties) ? properties[key] : schema?.['additionalProperties'];
}

function itemsOf(schema: Schema | undefined): unknown {
  return schema?.['items'];
}

/** Follows a reference; the server wraps references that have defaults into `allOf`. */
function deref(schemas: Record<string, Schema>, schema: unknown): Schema | undefined {
  if (!isMap(schema)) return undefined;
  const [wrapped] = Array.isArray(schema['allOf']) ? (schema['allOf'] as unknown[]) : [];
  const reference = isMap(wrapped) ? wrapped['$ref'] : schema['$ref'];
  return typeof reference === 'string' ? schemas[reference.split('/').at(-1) ?? ''] : schema;
}
