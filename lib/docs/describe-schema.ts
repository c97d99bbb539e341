import type { SchemaNode } from "./openapi-types.ts";
import { resolveSchema } from "./reference.ts";

/** The type in words: `string (uuid)`, `list of Rule`, `string or null`. */
export function describeType(node: SchemaNode): string {
  const { schema, name } = resolveSchema(node);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return "string";
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return [...new Set(choices.map(describeType))].join(" or ");
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  if (types.length === 0) return name ?? "any";
  return types.map((type) => describeNamedType(type, schema, name)).join(" or ");
}

function describeNamedType(type: string, schema: SchemaNode, name: string | undefined): string {
  if (type === "array") return schema.items === undefined ? "list" : `list of ${describeType(schema.items)}`;
  if (type === "object") return name ?? "object";
  return schema.format === undefined ? type : `${type} (${schema.format})`;
}

function between(min: number | undefined, max: number | undefined, unit: string): string[] {
  if (min !== undefined && max !== undefined) return [`${min} to ${max}${unit}`];
  if (min !== undefined) return [`at least ${min}${unit}`];
  return max === undefined ? [] : [`at most ${max}${unit}`];
}

/** What values must keep to, in words. */
export function describeLimits(node: SchemaNode): string[] {
  const { schema } = resolveSchema(node);
  return [
    ...describeLength(schema),
    ...between(schema.minimum, safe(schema.maximum), ""),
    ...between(schema.minItems, schema.maxItems, " items"),
    ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]),
  ];
}

/** That an id is not empty goes without saying. */
function describeLength({ minLength, maxLength, format }: SchemaNode): string[] {
  if (minLength !== 1 || maxLength !== undefined) return between(minLength, maxLength, " characters");
  return format === "uuid" ? [] : ["not empty"];
}

/** Every integer has a largest one; it says nothing about the field. */
function safe(maximum: number | undefined): number | undefined {
  return maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
}

export function listValues(node: SchemaNode): readonly unknown[] {
  const { schema } = resolveSchema(node);
  if (schema.type === "array" && schema.items !== undefined) return listValues(schema.items);
  return schema.enum ?? [];
}

/** The object to look into: the schema itself, what a list holds, or the only object among several choices. */
export function objectIn(node: SchemaNode): { schema: SchemaNode; name: string | undefined } | undefined {
  const found = resolveSchema(node);
  if (found.schema.properties !== undefined) return found;
  if (found.schema.items !== undefined) return objectIn(found.schema.items);
  const objects = (found.schema.oneOf ?? found.schema.anyOf ?? []).flatMap((choice) => objectIn(choice) ?? []);
  return objects.length === 1 ? objects[0] : undefined;
}

/** The choices that are objects of their own, when there are several. */
export function choicesIn(node: SchemaNode): SchemaNode[] {
  const { schema } = resolveSchema(node);
  if (schema.items !== undefined) return choicesIn(schema.items);
  const objects = (schema.oneOf ?? schema.anyOf ?? []).filter((choice) => objectIn(choice) !== undefined);
  return objects.length > 1 ? objects : [];
}

/** What sets a choice apart from the others: its name, the value that it always has, or else its keys. */
export function choiceTitle(node: SchemaNode): string {
  const { schema, name } = resolveSchema(node);
  if (name !== undefined) return name;
  const properties = Object.entries(objectIn(node)?.schema.properties ?? {});
  const fixed = properties.find(([, property]) => property.const !== undefined);
  if (fixed !== undefined) return `${fixed[0]} ${JSON.stringify(fixed[1].const)}`;
  return properties.length === 0 ? describeType(schema) : `with ${properties.map(([key]) => key).join(", ")}`;
}
