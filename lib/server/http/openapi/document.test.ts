import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect } from "vitest";
import { refused } from "#lib/testing/api/answers.ts";
import { apiClient } from "#lib/testing/api/api-client.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it } from "#lib/testing/server/test.ts";
import { routes } from "../routes/routes.ts";
import { OPENAPI_FILE } from "../serve-openapi.ts";
import { buildDocument } from "./build-document.ts";

const checkedIn = readFileSync(OPENAPI_FILE, "utf8");

describe("docs/openapi.json", () => {
  it("is what `npm run openapi` writes", () => {
    expect(checkedIn === buildDocument(routes), "stale: run `npm run openapi`").toBe(true);
  });

  it("is a valid OpenAPI 3.1 document", async () => {
    const validator = new Validator();
    expect(await validator.validate(checkedIn)).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  it("has every operation of the table", () => {
    const document: { paths: Record<string, Record<string, { operationId: string }>> } = JSON.parse(checkedIn);
    const found = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path}`),
    );
    const expected = routes.map(
      ({ operationId, method, path }) =>
        `${operationId}: ${method} /api/v1${path.replaceAll(/:(\w+)/g, (_, name: string) => `{${name}}`)}`,
    );
    expect(found.toSorted()).toEqual(expected.toSorted());
  });
});

describe("GET /api/v1/openapi.json", () => {
  const get = (server: TestServer, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/v1/openapi.json`, { headers });

  it("answers the document to anybody, cacheable, and to no other site", async ({ server }) => {
    const response = await get(server, { origin: "https://shop.example" });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(checkedIn);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    expect([...response.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
  });

  it("answers 304 to who has it", async ({ server }) => {
    const etag = (await get(server)).headers.get("etag") ?? "";
    const response = await get(server, { "if-none-match": etag });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe("");
  });

  it("answers another method with 405", async ({ server }) => {
    const answer = await apiClient(server.url, { kind: "none" }).send("POST", "/openapi.json");
    refused(answer, "MethodNotAllowed");
    expect(answer.headers.get("allow")).toBe("GET");
  });
});
