import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { badRequest, refused } from "#lib/testing/api/answers.ts";
import {
  fillPath,
  pathParameters,
  startApiFixture,
  type StartedWorld,
  type ApiFixture,
} from "#lib/testing/api/api-fixture.ts";
import { operations, schemaAt, type Operation, type Parameter } from "#lib/testing/openapi/openapi-document.ts";
import type { JsonSchema } from "#lib/testing/openapi/openapi-schema.ts";
import { routes } from "./routes/routes.ts";

let started: StartedWorld;
let world: ApiFixture;

beforeAll(async () => {
  started = await startApiFixture();
  ({ world } = started);
});

afterAll(async () => {
  await started.close();
});

function queryOf({ parameters = [] }: Operation): Parameter[] {
  return parameters.filter((parameter) => parameter.in === "query");
}

/** Any text is good for some parameters, and an id that cannot be one is answered like an unknown one. */
function isConstrained({ schema }: Parameter): boolean {
  const {
    type,
    format,
    pattern,
    enum: choices,
  }: JsonSchema = schema.$ref === undefined ? schema : schemaAt(schema.$ref);
  if (format === "uuid") return false;
  return type !== "string" || [format, pattern, choices].some((constraint) => constraint !== undefined);
}

function urlOf(operation: Operation, query: Readonly<Record<string, string>>): string {
  const ids = pathParameters(world);
  const required = queryOf(operation).filter((parameter) => parameter.required === true && !(parameter.name in query));
  const all = new URLSearchParams([...required.map(({ name }) => [name, ids[name] ?? ""]), ...Object.entries(query)]);
  const path = fillPath(operation.path.replace("/api/v1", "").replaceAll(/\{(\w+)\}/g, ":$1"), ids);
  return all.size === 0 ? path : `${path}?${all}`;
}

const badQueries = operations.flatMap((operation) =>
  queryOf(operation)
    .filter((parameter) => isConstrained(parameter))
    .map(({ name }) => [operation.operationId, name, operation] as const),
);
const missing = operations.flatMap((operation) =>
  queryOf(operation)
    .filter(({ required }) => required === true)
    .map(({ name }) => [operation.operationId, name, operation] as const),
);

describe("a query parameter", () => {
  it.each(badQueries)("of %s that is not what it must be is a 400 that names it: %s", async (_id, name, operation) => {
    badRequest(await world.api.send(operation.method, urlOf(operation, { [name]: "!" })), name);
  });

  it.each(missing)("of %s that must be there and is not is a 400 that names it: %s", async (_id, name, operation) => {
    const url = urlOf(operation, {}).replace(/\?.*/, "");
    badRequest(await world.api.send(operation.method, url), name);
  });
});

/** Everything but GET reads a body, also where it needs none. */
const reading = operations
  .filter(({ method }) => method !== "GET")
  .map((operation) => [operation.operationId, operation] as const);

describe("a body", () => {
  it.each(reading)("of %s that is no JSON is a 400", async (_id, operation) => {
    const { error } = refused(await world.api.send(operation.method, urlOf(operation, {}), "{"), "BadRequest");
    expect(error.message).toBe("The body is not valid JSON");
  });

  it.each(reading)("of %s that is not declared as JSON is a 415", async (_id, operation) => {
    const headers = { "content-type": "text/plain" };
    refused(await world.api.send(operation.method, urlOf(operation, {}), "{}", headers), "UnsupportedMediaType");
  });

  it.each(reading)("of %s that is too large is a 413", async (operationId, operation) => {
    const { bodyBytesMax = 0 } = routes.find((route) => route.operationId === operationId) ?? {};
    const body = `{"padding":"${"x".repeat(bodyBytesMax)}"}`;
    refused(await world.api.send(operation.method, urlOf(operation, {}), body), "PayloadTooLarge");
  });
});

it("is refused by every operation that declares it", () => {
  const tested = new Set([...badQueries, ...missing, ...reading].map(([operationId]) => operationId));
  const declared = operations.filter(({ responses }) => "400" in responses).map(({ operationId }) => operationId);
  expect(declared.filter((operationId) => !tested.has(operationId))).toEqual([]);
});
