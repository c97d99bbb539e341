import type { SchemaNode } from "./openapi-types.ts";
import { listCredentials, resolveSchema, type Operation } from "./reference.ts";

/** A call that a shell understands: the example of its body, or what is required and nothing more. */
export function curlExample(operation: Operation): string {
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === "query" && parameter.required);
  // A list of ids can be one.
  const search = query.map(({ name }) => `${name}=$${name.replace(/_ids$/, "_id").toUpperCase()}`).join("&");
  const address = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
  const method = operation.method === "GET" ? "" : ` -X ${operation.method}`;
  const lines = [`curl${method} "$MESHES_URL${address}${search === "" ? "" : `?${search}`}"`];
  lines.push(...credentialLine(operation));
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  if (schema !== undefined && operation.requestBody?.required === true) {
    lines.push(
      `-H "Content-Type: application/json"`,
      `-d '${jsonForShell(findExample(schema) ?? buildSample(schema, ""))}'`,
    );
  }
  return lines.join(" \\\n  ");
}

function credentialLine(operation: Operation): string[] {
  const credentials = listCredentials(operation);
  if (credentials.length === 0) return [];
  if (credentials.includes("publishable key")) return [`-H "X-Meshes-Publishable-Key: $PUBLISHABLE_KEY"`];
  const isSessionOnly = credentials.every((name) => name === "session");
  return [`-H "Authorization: Bearer ${isSessionOnly ? "$SESSION_TOKEN" : "$TOKEN"}"`];
}

/** Variables leave the single quotes that stand around the JSON. */
function jsonForShell(value: unknown): string {
  return JSON.stringify(value).replaceAll(/"(\$[A-Z_]+)"/g, `"'$1'"`);
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-/;

/** The schema's own example, when it names no object: ids are different everywhere. */
function findExample(node: SchemaNode): unknown {
  const [example] = resolveSchema(node).schema.examples ?? [];
  return example === undefined || ID.test(JSON.stringify(example)) ? undefined : example;
}

/** A value of this shape: its required keys, and what it says itself about its value where it says something. */
function buildSample(node: SchemaNode, key: string): unknown {
  const { schema } = resolveSchema(node);
  const choice = (schema.oneOf ?? schema.anyOf)?.[0];
  if (choice !== undefined) return buildSample(choice, key);
  const given = schema.const ?? schema.default ?? preferredChoice(schema.enum);
  return given ?? sampleByType(schema, key);
}

/** The destination that every server has, where it is among the possible values. */
function preferredChoice(values: readonly unknown[] | undefined): unknown {
  return values?.includes("webhook") === true ? "webhook" : values?.[0];
}

function sampleByType(schema: SchemaNode, key: string): unknown {
  const type = typeof schema.type === "string" ? schema.type : schema.type?.[0];
  switch (type ?? "string") {
    case "object":
      return sampleObject(schema, key);
    case "array":
      return schema.items === undefined ? [] : [buildSample(schema.items, key)];
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return sampleText(schema, key);
  }
}

const TEXTS: Record<string, string> = { name: "Order desk", event: "user.signup", action: "send_webhook" };

/** An id is a variable, as in the examples of the pages. */
function sampleText(schema: SchemaNode, key: string): string {
  return schema.format === "uuid" ? `$${key.replace(/_id$/, "").toUpperCase()}_ID` : (TEXTS[key] ?? "text");
}

function sampleObject({ properties = {}, required = [], examples = [] }: SchemaNode, key: string): unknown {
  if (key === "payload") return { email: "ann@example.com" };
  if (key === "metadata" && !required.includes("action")) return { url: "$RECEIVER_URL" };
  // Nothing is required where one key or another has to be there.
  if (required.length === 0 && examples[0] !== undefined) return examples[0];
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, property]) => [name, buildSample(property, name)]),
  );
}
