import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect } from "vitest";
import { ErrorEnvelope } from "#lib/contracts/errors.ts";
import { BulkResult, EventCreated, EventWithPayload } from "#lib/contracts/events.ts";
import { WorkspaceCreated } from "#lib/contracts/workspaces.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { ok } from "#lib/testing/api/answers.ts";
import { machineToken } from "#lib/testing/api/api-client.ts";
import { uniqueName } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";

const it = base.extend(
  "post",
  ({ server, tenant }) =>
    async (path: string, body: Uint8Array<ArrayBuffer>, encoding: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${server.url}/api/v1${path}`, {
        method: "POST",
        body,
        headers: {
          authorization: `Bearer ${await machineToken(tenant)}`,
          "content-type": "application/json",
          "content-encoding": encoding,
          ...headers,
        },
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
    },
);

const event = (tenant: Tenant, payload: object = { a: 1 }) => ({
  workspace: tenant.workspaceId,
  event: "user.signup",
  payload,
});
const messageOf = (body: unknown) => ErrorEnvelope.parse(body).error.message;

describe("a compressed request body", () => {
  it.for([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["GZIP", gzipSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["br", brotliCompressSync],
    ["identity", (text: string) => Buffer.from(text)],
  ] as const)("is taken as %s", async ([encoding, compress], { tenant, api, post }) => {
    const payload = { text: "déjà vu ".repeat(1_000), n: 12345678901 };
    const answer = await post("/events", new Uint8Array(compress(JSON.stringify(event(tenant, payload)))), encoding);
    expect(answer.status).toBe(201);
    const { id } = EventCreated.parse(answer.body).event;
    expect(ok(await api.send("GET", `/events/${id}/payload`), EventWithPayload).payload).toEqual(payload);
  });

  it("is taken by every route, and an Idempotency-Key looks at what it holds", async ({ tenant, post }) => {
    const name = uniqueName("Packed");
    const made = await post("/workspaces", new Uint8Array(gzipSync(JSON.stringify({ name }))), "gzip");
    expect(WorkspaceCreated.parse(made.body).workspace.name).toBe(name);
    const text = JSON.stringify([event(tenant), event(tenant)]);
    const key = { "idempotency-key": uniqueName("key") };
    const first = await post("/events/bulk", new Uint8Array(gzipSync(text)), "gzip", key);
    const again = await post("/events/bulk", new Uint8Array(brotliCompressSync(text)), "br", key);
    expect(BulkResult.parse(first.body).count).toBe(2);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
  });

  it("has the limit of its route after it is decoded, and grows in proportion only", async ({ tenant, post }) => {
    // Text that compresses to about a third.
    const noise = Array.from({ length: 90_000 }, (_item, n) => ((n * 2_654_435_761) % 4_294_967_296).toString(36));
    const large = await post("/events", new Uint8Array(gzipSync(JSON.stringify(event(tenant, { noise })))), "gzip");
    expect(large.status).toBe(413);
    expect(messageOf(large.body)).toContain("262,144 bytes");
    const bomb = await post("/events/bulk", new Uint8Array(gzipSync(`[${" ".repeat(4 * 1024 * 1024)}]`)), "gzip");
    expect(bomb.status).toBe(413);
    expect(messageOf(bomb.body)).toContain("200 times");
    const small = await post(
      "/events",
      new Uint8Array(gzipSync(JSON.stringify(event(tenant, { a: "x".repeat(60_000) })))),
      "gzip",
    );
    expect(small.status).toBe(201);
  });

  it("is a 400 when it is not what it says, or not whole", async ({ tenant, post }) => {
    const packed = new Uint8Array(gzipSync(JSON.stringify(event(tenant))));
    for (const [body, encoding] of [
      [packed.slice(0, -12), "gzip"],
      [packed, "br"],
      [new TextEncoder().encode(JSON.stringify(event(tenant))), "gzip"],
    ] as const) {
      const answer = await post("/events", body, encoding);
      expect(answer.status).toBe(400);
      expect(messageOf(answer.body)).toBe(`The body is not valid ${encoding}`);
    }
  });

  it("is a 415 that names what is possible for every other encoding", async ({ post }) => {
    for (const encoding of ["zstd", "compress", "gzip, br", "none"]) {
      const answer = await post("/events", new Uint8Array(gzipSync("{}")), encoding);
      expect(answer.status).toBe(415);
      expect(answer.headers.get("accept-encoding")).toBe("gzip, deflate, br");
    }
  });
});
