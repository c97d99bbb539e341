import json from "../../docs/openapi.json" with { type: "json" };
import type { OpenApiDocument, OperationNode, ResponseNode, SchemaNode } from "./openapi-types.ts";

export type Operation = OperationNode & { method: string; path: string; tag: string; href: string };
export type ReferenceTag = { name: string; slug: string; href: string; description: string; operations: Operation[] };

const document = asDocument(json);

/** The document is generated and checked by tests of its own; TypeScript would compare it literal by literal. */
function asDocument(value: unknown): OpenApiDocument {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as OpenApiDocument;
}

function toSlug(tag: string): string {
  return tag.toLowerCase().replaceAll(" ", "-");
}

const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, node]) => {
    const tag = node.tags[0] ?? "Other";
    return { ...node, method: method.toUpperCase(), path, tag, href: `/docs/api/${toSlug(tag)}#${node.operationId}` };
  }),
);

const tagNames = new Set([...document.tags.map(({ name }) => name), ...operations.map(({ tag }) => tag)]);

const DESCRIPTIONS: Record<string, string> = {
  Workspaces:
    "Tenants: their publishable key, their lists and catalogs, their numbers, and what happens in them, live.",
  Connections: "Configured destinations: connect, read, change, test, pause, delete.",
  Integrations: "What can be connected, with its fields and actions.",
  Rules: "Which events go to which connection.",
  Events: "Send events, one or many, and read them back.",
  Delivery: "Attempts, problems, retries one by one and in bulk, cancellation.",
  Sessions: "Embed sessions: mint, refresh, list, revoke.",
};

/** The operations by their tags, in the order of the document. */
export const referenceTags: readonly ReferenceTag[] = [...tagNames].map((name) => {
  const own = operations.filter(({ tag }) => tag === name);
  const description = DESCRIPTIONS[name] ?? own.map(({ summary }) => summary).join(", ");
  return { name, slug: toSlug(name), href: `/docs/api/${toSlug(name)}`, description, operations: own };
});

export function findReferenceTag(slug: string): ReferenceTag | undefined {
  return referenceTags.find((tag) => tag.slug === slug);
}

const SCHEMA_REF = "#/components/schemas/";

/** The schema behind a reference, with the name that it has. */
export function resolveSchema(node: SchemaNode): { schema: SchemaNode; name: string | undefined } {
  if (node.$ref === undefined) return { schema: node, name: undefined };
  const name = node.$ref.slice(SCHEMA_REF.length);
  const { $ref: _, ...own } = node;
  return { schema: { ...document.components.schemas[name], ...own }, name };
}

export function resolveResponse(node: ResponseNode): ResponseNode {
  if (node.$ref === undefined) return node;
  return document.components.responses?.[node.$ref.split("/").at(-1) ?? ""] ?? node;
}

const CREDENTIALS: Record<string, string> = {
  machineJwt: "machine key",
  publishableKey: "publishable key",
  sessionToken: "session",
};

/** Who may call, in words; nobody needs a credential where the document asks for none. */
export function listCredentials({ security }: OperationNode): string[] {
  return (security ?? []).flatMap((option) => Object.keys(option)).map((name) => CREDENTIALS[name] ?? name);
}
