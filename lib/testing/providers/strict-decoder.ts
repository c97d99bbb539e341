import type { JsonSchema } from "../openapi/openapi-schema.ts";
import { publicSchema } from "../openapi/public-contract.ts";

const FORMATS: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
};

/**
 * Where a typed client stumbles that decodes this body by the public contract: required keys are always there, null
 * stands only where the contract has it, what may be missing is left out, ids and times have their exact form.
 */
export function decodingProblems(schema: JsonSchema, value: unknown, path = "body"): string[] {
  if (schema.$ref !== undefined) return decodingProblems(publicSchema(schema.$ref), value, path);
  if (schema.anyOf !== undefined) {
    const found = schema.anyOf.map((item) => decodingProblems(item, value, path));
    return found.some((problems) => problems.length === 0) ? [] : found.flat();
  }
  if (schema.properties !== undefined) return objectProblems(schema, schema.properties, value, path);
  if (schema.items !== undefined) {
    const { items } = schema;
    if (!Array.isArray(value)) return [`${path} is no array`];
    return value.flatMap((item, index) => decodingProblems(items, item, `${path}[${index}]`));
  }
  return scalarProblems(schema, value, path);
}

function objectProblems(
  schema: JsonSchema,
  properties: Record<string, JsonSchema>,
  value: unknown,
  path: string,
): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${path} is no object`];
  const missing = (schema.required ?? []).filter((key) => !(key in value)).map((key) => `${path}.${key} is missing`);
  const known = Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    return property === undefined ? [] : decodingProblems(property, item, `${path}.${key}`);
  });
  return [...missing, ...known];
}

function scalarProblems({ type, format, enum: values }: JsonSchema, value: unknown, path: string): string[] {
  const types = [type ?? []].flat();
  if (types.length > 0 && !types.some((name) => isOfType(name, value))) return [`${path} is no ${types.join("|")}`];
  if (values !== undefined && !values.includes(value)) return [`${path} is unknown: ${String(value)}`];
  const pattern = FORMATS[format ?? ""];
  return pattern === undefined || pattern.test(String(value)) ? [] : [`${path} is no ${format}`];
}

function isOfType(name: string, value: unknown): boolean {
  switch (name) {
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === name;
  }
}
