import fc from "fast-check";
import { schemaAt, type Operation } from "../openapi/openapi-document.ts";
import type { JsonSchema } from "../openapi/openapi-schema.ts";
import { hostileBytes, hostileJson, hostileText } from "./hostile-values.ts";

export type HostileRequest = { path: string; headers: Record<string, string>; body: Buffer };

/** Good ids by the name of their parameter, for requests that get past the first check. */
type Ids = Readonly<Record<string, string>>;

/** Requests of one operation: some almost good, some absurd. */
export function hostileRequests(operation: Operation, ids: Ids): fc.Arbitrary<HostileRequest> {
  const bodySchema = operation.requestBody?.content["application/json"]?.schema;
  return fc
    .record({
      path: arbitraryPath(operation, ids),
      query: arbitraryQuery(operation, ids),
      headers: hostileHeaders,
      body: arbitraryBody(bodySchema, ids),
    })
    .map(({ path, query, headers, body }) => ({ path: path + query, headers, body }));
}

const segment = fc.oneof(
  hostileText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 3_000)),
  fc.constantFrom(
    "%",
    "%00",
    "%ff",
    "%E0%A4%A",
    "..%2f..",
    "%2e%2e",
    "a%2Fb",
    "a;b",
    "a?b=c#d",
    "*",
    "%C0%AE",
    "bulk",
    "~",
  ),
);

function arbitraryPath(operation: Operation, ids: Ids): fc.Arbitrary<string> {
  const parts = operation.path.split("/").map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    return name === undefined ? fc.constant(part) : rarely(segment, fc.constant(ids[name] ?? "missing"), 4);
  });
  return fc.tuple(...parts).map((found) => found.map((part) => (part === "" ? part : part || "x")).join("/"));
}

function arbitraryQuery(operation: Operation, ids: Ids): fc.Arbitrary<string> {
  const known = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
  const name = fc.oneof(
    ...(known.length === 0 ? [] : [fc.constantFrom(...known.map((parameter) => parameter.name))]),
    fc.constantFrom("limit", "cursor", "__proto__", "workspace_id", "a[]", "a[b]", ""),
  );
  const value = fc.oneof(
    hostileText,
    fc.constantFrom(
      "1",
      "0",
      "200",
      "201",
      "1e2",
      "AZCgAAAAcACAAAAAAAAAAA",
      "pending",
      "true",
      "a:b",
      ...Object.values(ids),
    ),
  );
  const pair = fc
    .tuple(name, value)
    .map(([key, text]) => `${encodeURIComponent(key)}=${encodeURIComponent(text.toWellFormed()).slice(0, 2_000)}`);
  const good = known
    .filter(({ required }) => required === true)
    .map((parameter) => `${parameter.name}=${ids[parameter.name] ?? "x"}`);
  return rarely(
    fc.constantFrom(
      "?",
      "?&&&",
      "?=",
      "?%",
      "?limit",
      "?limit=1&limit=2",
      "?cursor=%ff",
      "?a=%00",
      `?${"a=1&".repeat(1_500)}`,
    ),
    fc
      .array(pair, { maxLength: 4 })
      .map((pairs) => [...good, ...pairs])
      .map((pairs) => (pairs.length === 0 ? "" : `?${pairs.join("&")}`)),
    5,
  );
}

/** What fits into a header at all; the rest no client can send. */
const headerText = hostileText.map((text) => text.replaceAll(/[^\t\u0020-\u007e\u0080-\u00ff]/g, "").slice(0, 2_000));

const hostileHeaders = fc.dictionary(
  fc.constantFrom(
    "x-request-id",
    "idempotency-key",
    "accept",
    "accept-encoding",
    "content-encoding",
    "if-none-match",
    "last-event-id",
    "origin",
    "range",
    "cookie",
    "x-http-method-override",
    "x-forwarded-for",
    "x-meshes-client",
    "__proto__",
  ),
  headerText,
  { maxKeys: 3, noNullPrototype: true },
);

function arbitraryBody(schema: JsonSchema | undefined, ids: Ids): fc.Arbitrary<Buffer> {
  if (schema === undefined) return rarely(hostileBytes, fc.constant(Buffer.alloc(0)), 1);
  const near = arbitraryValue(schema, ids).map((value) => Buffer.from(JSON.stringify(value) ?? ""));
  return rarely(hostileBytes, near, 3);
}

/** Values of this schema, in which something may be wrong anywhere. */
function arbitraryValue(schema: JsonSchema, ids: Ids, name = ""): fc.Arbitrary<unknown> {
  const target = schema.$ref === undefined ? schema : schemaAt(schema.$ref);
  return rarely(hostileJson, validValue(target, ids, name), 12);
}

function validValue(schema: JsonSchema, ids: Ids, name: string): fc.Arbitrary<unknown> {
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return fc.oneof(...alternatives.map((item) => arbitraryValue(item, ids, name)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.properties !== undefined) return arbitraryObject(schema, schema.properties, ids);
  const make = BY_TYPE[[schema.type].flat()[0] ?? "none"];
  return make === undefined ? hostileJson : make(schema, ids, name);
}

const BY_TYPE: Record<string, (schema: JsonSchema, ids: Ids, name: string) => fc.Arbitrary<unknown>> = {
  array: (schema, ids) => fc.array(arbitraryValue(schema.items ?? {}, ids), { maxLength: 4 }),
  object: () =>
    fc.oneof(
      fc.dictionary(fc.string(), hostileJson, { maxKeys: 3 }),
      fc.constant({ url: "http://127.0.0.1:9/hook", skip_test: true }),
    ),
  integer: () => fc.oneof(fc.constantFrom(0, 1, 30, 300, 1_800), fc.integer()),
  number: () => fc.double(),
  boolean: () => fc.boolean(),
  string: arbitraryText,
};

function arbitraryText(schema: JsonSchema, ids: Ids, name: string): fc.Arbitrary<unknown> {
  if (schema.format === "uuid") {
    return rarely(fc.constantFrom(...Object.values(ids)), fc.constant(ids[name] ?? ids[`${name}_id`]), 6);
  }
  if (schema.format === "date-time")
    return fc.constantFrom("2026-11-23T00:00:00Z", "2020-01-01T00:00:00.000Z", "9999-12-31T23:59:59Z");
  const usual = fc.oneof(
    fc.constantFrom(
      "user.signup",
      "Some name",
      "account",
      "42",
      "send_webhook",
      "ann@example.com",
      "https://app.example.com",
    ),
    fc.uuid().map((id) => `Name ${id.slice(0, 8)}`),
  );
  return rarely(hostileText, usual, 3);
}

function arbitraryObject(schema: JsonSchema, properties: Record<string, JsonSchema>, ids: Ids): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, arbitraryValue(value, ids, name)]),
  );
  const requiredKeys = (schema.required ?? []).filter((name) => name in fields);
  const random = rarely(fc.record(fields, { requiredKeys: [] }), fc.record(fields, { requiredKeys }), 6);
  if (schema.examples === undefined) return random;
  return fc.oneof(
    random,
    fc.constantFrom(...schema.examples).chain((example) => spoiled(example, fields, ids)),
  );
}

/** An example of the document with ids that exist, and perhaps with one key changed. */
function spoiled(example: object, fields: Record<string, fc.Arbitrary<unknown>>, ids: Ids): fc.Arbitrary<unknown> {
  const good = Object.fromEntries(
    Object.entries(example).map(([name, value]: [string, unknown]) => [name, ids[name] ?? ids[`${name}_id`] ?? value]),
  );
  const change = fc
    .constantFrom(...Object.keys(fields))
    .chain((name) => fc.oneof(fields[name] ?? hostileJson, hostileJson).map((value) => ({ [name]: value })));
  const unique = fc.uuid().map((id) => ("name" in good ? { name: `Name ${id}` } : {}));
  return fc.tuple(unique, fc.option(change)).map(([own, changed]) => ({ ...good, ...own, ...changed }));
}

/** One in `times + 1` is the other. */
function rarely<T>(other: fc.Arbitrary<T>, usual: fc.Arbitrary<T>, times: number): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: usual, weight: times }, { arbitrary: other, weight: 1 });
}
