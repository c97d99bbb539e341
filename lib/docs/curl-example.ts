import type { SchemaNode } from "./openapi-types.ts";
import { credentialsOf, resolveSchema, type Operation } from "./reference.ts";

/** A call that a shell understands, with what is required and nothing more. */
export function curlExample(operation: Operation): string {
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === "query" && parameter.required);
  const search = query.map(({ name }) => `${name}=$${name.toUpperCase()}`).join("&");
  const address = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
  const method = operation.method === "GET" ? "" : ` -X ${operation.method}`;
  const lines = [`curl${method} "$MESHES_URL${address}${search === "" ? "" : `?${search}`}"`];
  if (credentialsOf(operation).length > 0) lines.push(`-H "Authorization: Bearer $TOKEN"`);
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  if (schema !== undefined && operation.requestBody?.required === true) {
    lines.push(`-H "Content-Type: application/json"`, `-d '${JSON.stringify(sampleOf(schema, ""))}'`);
  }
  return lines.join(" \\\n  ");
}

/** A value of this shape: its required keys, and what it says itself about its value where it says something. */
function sampleOf(node: SchemaNode, key: string): unknown {
  const { schema } = resolveSchema(node);
  const choice = (schema.oneOf ?? schema.anyOf)?.[0];
  if (choice !== undefined) return sampleOf(choice, key);
  const given = schema.const ?? schema.default ?? firstOf(schema.enum);
  return given ?? sampleByType(schema, key);
}

/** The destination that every server has, where it is among the possible values. */
function firstOf(values: readonly unknown[] | undefined): unknown {
  return values?.includes("webhook") === true ? "webhook" : values?.[0];
}

function sampleByType(schema: SchemaNode, key: string): unknown {
  const type = typeof schema.type === "string" ? schema.type : schema.type?.[0];
  switch (type ?? "string") {
    case "object":
      return sampleObject(schema, key);
    case "array":
      return schema.items === undefined ? [] : [sampleOf(schema.items, key)];
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

function sampleText(schema: SchemaNode, key: string): string {
  return schema.format === "uuid" ? "01990000-0000-7000-8000-000000000000" : (TEXTS[key] ?? "text");
}

function sampleObject({ properties = {}, required = [] }: SchemaNode, key: string): unknown {
  if (key === "payload") return { email: "ann@example.com" };
  if (key === "metadata" && !required.includes("action")) return { url: "https://example.com/hook" };
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, property]) => [name, sampleOf(property, name)]),
  );
}
