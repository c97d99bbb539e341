import type { z } from "zod";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import { VERSION } from "#lib/server/runtime/version.ts";
import type { Route } from "../route.ts";
import { headerComponents } from "./headers.ts";
import { operationOf } from "./operation.ts";
import { refusalComponents } from "./refusals.ts";
import { securitySchemes } from "./security.ts";

const DESCRIPTION = `Send events, route them by rules to the connected destinations of each workspace, and see every delivery.

Every refusal has the body \`Error\` and every answer the header \`X-Request-Id\`. A known path with another method is
answered with 405 and \`Allow\`. Operations marked \`x-extension\` exist on this server only.`;

/** The OpenAPI document of these routes, as text that is the same each time. */
export function buildDocument(routes: readonly Route[]): string {
  const document = createDocument(
    {
      openapi: "3.1.0",
      info: { title: "Meshes API", version: VERSION, description: DESCRIPTION },
      servers: [{ url: "/" }],
      tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
      paths: pathsOf(routes),
      components: { securitySchemes, responses: refusalComponents, headers: headerComponents },
    },
    {
      // A check by code alone says what it takes in its `meta`.
      allowEmptySchema: { custom: true },
      override: ({ jsonSchema }) => simplify(jsonSchema),
    },
  );
  return `${JSON.stringify({ ...document, components: sorted(document.components) }, null, 2)}\n`;
}

/** By name, so that a new schema is a small change of the file. */
function sorted(components: object = {}): object {
  return Object.fromEntries(Object.entries(components).map(([kind, named]) => [kind, byName(named)]));
}

function byName(named: object): object {
  return Object.fromEntries(Object.entries(named).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const IMPLIED_BY_FORMAT = ["uuid", "date-time"];

/** Leaves out what goes without saying. A client must bear keys that are added later, so no object is closed. */
function simplify(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (IMPLIED_BY_FORMAT.includes(schema.format ?? "")) delete schema.pattern;
  delete schema.propertyNames;
}

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const byPath = Map.groupBy(routes, ({ path }) => `/api/v1${path.replaceAll(/:(\w+)/g, "{$1}")}`);
  return Object.fromEntries(
    [...byPath].map(([path, known]) => [
      path,
      Object.fromEntries(known.map((route) => [route.method.toLowerCase(), operationOf(route)])),
    ]),
  );
}
