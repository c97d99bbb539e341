import { readFileSync } from "node:fs";
import { OPENAPI_FILE } from "#lib/server/http/serve-openapi.ts";
import type { JsonSchema } from "./openapi-schema.ts";

type Content = { content: Record<string, { schema: JsonSchema }> };
type Response = Partial<Content> & { $ref?: string };
export type Parameter = { name: string; in: string; required?: boolean; schema: JsonSchema };

export type Operation = {
  operationId: string;
  method: string;
  path: string;
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: Content & { required: boolean };
  responses: Record<string, Response>;
};

type Document = {
  paths: Record<string, Record<string, Omit<Operation, "method" | "path">>>;
  components: { schemas: Record<string, JsonSchema>; responses: Record<string, Response> };
};

export const document: Document = JSON.parse(readFileSync(OPENAPI_FILE, "utf8"));

export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
);

/** The schema behind `#/components/schemas/<name>`. */
export function schemaAt(ref: string): JsonSchema {
  const schema = document.components.schemas[ref.split("/").at(-1) ?? ""];
  if (schema === undefined) throw new Error(`The document has no ${ref}`);
  return schema;
}

/** What this operation answers with this status, by content type; undefined when the document does not say so. */
export function contentOf(operation: Operation, status: number): Record<string, { schema: JsonSchema }> | undefined {
  const response = operation.responses[status];
  const name = response?.$ref?.split("/").at(-1);
  return (name === undefined ? response : document.components.responses[name])?.content;
}
