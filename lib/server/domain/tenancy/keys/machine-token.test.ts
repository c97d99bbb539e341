import { createHmac, generateKeyPairSync, randomUUID } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WorkspacesPage } from "#lib/contracts/workspaces.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import { apiClient, machineToken, type ApiAnswer } from "#lib/testing/api/api-client.ts";
import { readPublishableKey } from "#lib/testing/api/factories.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { createMachineKey, revokeMachineKey } from "../organizations/machine-keys.ts";
import type { Tenant } from "../provision.ts";

let server: TestServer;
let tenant: Tenant;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

beforeEach(async () => {
  tenant = await server.tenant();
});

function listWith(token: string): Promise<ApiAnswer> {
  return apiClient(server.url, { kind: "bearer", token }).send("GET", "/workspaces");
}

function listAs(authorization: string): Promise<ApiAnswer> {
  return apiClient(server.url, { kind: "none" }).send("GET", "/workspaces", undefined, { authorization });
}

function claimsOf(overrides: object = {}): Record<string, unknown> {
  const iat = now();
  return {
    iss: `urn:meshes:m2m:${tenant.accessKey}`,
    aud: "meshes-api",
    org: tenant.organizationId,
    iat,
    exp: iat + 30,
    ...overrides,
  };
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A token put together by hand, for what a JWT library refuses to make. */
function handMade(header: object, claims: object, secret: string, hash = "sha256"): string {
  const input = `${base64url(header)}.${base64url(claims)}`;
  return `${input}.${createHmac(hash, secret).update(input).digest("base64url")}`;
}

const UNAUTHORIZED = JSON.stringify({
  message: "Unauthorized",
  error: { name: "Unauthorized", message: "Authentication required" },
});

describe("a good token", () => {
  it("is accepted, again and again while it lives", async () => {
    const token = await machineToken(tenant);
    for (let i = 0; i < 3; i += 1) {
      const page = ok(await listWith(token), WorkspacesPage);
      expect(page.records.map(({ id }) => id)).toEqual([tenant.workspaceId]);
    }
  });

  it.each([
    ["lives for a whole minute", () => ({ exp: now() + 60 })],
    ["expired within the clock skew", () => ({ iat: now() - 35, exp: now() - 5 })],
    ["was issued by a clock that is a little ahead", () => ({ iat: now() + 8, exp: now() + 38 })],
    ["names its organization in capitals", () => ({ org: tenant.organizationId.toUpperCase() })],
    ["names one audience in a list", () => ({ aud: ["meshes-api"] })],
    ["has more claims", () => ({ jti: randomUUID(), extra: true })],
  ])("is accepted when it %s", async (_what, claims) => {
    expect((await listWith(await machineToken(tenant, { claims: claims() }))).status).toBe(200);
  });

  it.each(["Bearer", "bearer", "BEARER"])("is accepted with the scheme %s", async (scheme) => {
    expect((await listAs(`${scheme} ${await machineToken(tenant)}`)).status).toBe(200);
  });

  it("is keyed with the text of the secret, not with the bytes that it encodes", async () => {
    const decoded = Buffer.from(tenant.secretKey, "base64url");
    const token = await new SignJWT(claimsOf())
      .setProtectedHeader({ alg: "HS256", kid: tenant.accessKey })
      .sign(decoded);
    expect((await listWith(token)).status).toBe(401);
  });
});

describe("a token is refused, with one text for every reason, when it", () => {
  const header = (overrides: object = {}) => ({ alg: "HS256", typ: "JWT", kid: tenant.accessKey, ...overrides });

  it.each<[string, () => string | Promise<string>]>([
    ["is not signed (alg none)", () => new UnsecuredJWT(claimsOf()).encode()],
    ["says none and carries a kid", () => `${base64url(header({ alg: "none" }))}.${base64url(claimsOf())}.`],
    ["says None and is signed", () => handMade(header({ alg: "None" }), claimsOf(), tenant.secretKey)],
    ["is signed with HS512", () => machineToken(tenant, { header: { alg: "HS512" } })],
    ["is signed with HS384", () => machineToken(tenant, { header: { alg: "HS384" } })],
    ["says HS512 but is signed with HS256", () => handMade(header({ alg: "HS512" }), claimsOf(), tenant.secretKey)],
    [
      "is signed with RS256",
      async () => {
        const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
        return new SignJWT(claimsOf()).setProtectedHeader({ alg: "RS256", kid: tenant.accessKey }).sign(privateKey);
      },
    ],
    [
      "says RS256 but is signed with the secret",
      () => handMade(header({ alg: "RS256" }), claimsOf(), tenant.secretKey),
    ],
    [
      "carries its own key",
      async () => {
        const own = { kty: "oct", k: Buffer.from("x".repeat(32)).toString("base64url") };
        return new SignJWT(claimsOf())
          .setProtectedHeader({ alg: "HS256", kid: tenant.accessKey, jwk: own })
          .sign(Buffer.from("x".repeat(32)));
      },
    ],
    ["has no kid", () => handMade({ alg: "HS256" }, claimsOf(), tenant.secretKey)],
    ["has a kid that is no text", () => handMade(header({ kid: 7 }), claimsOf(), tenant.secretKey)],
    ["has an unknown kid", () => handMade(header({ kid: `mk_${"A".repeat(22)}` }), claimsOf(), tenant.secretKey)],
    ["has a kid that no database can hold", () => handMade(header({ kid: "mk_\u0000" }), claimsOf(), tenant.secretKey)],
    ["has an empty kid", () => handMade(header({ kid: "" }), claimsOf(), tenant.secretKey)],
    ["has a critical extension", () => handMade(header({ crit: ["x"], x: true }), claimsOf(), tenant.secretKey)],
    ["names another issuer", () => machineToken(tenant, { claims: { iss: `urn:meshes:m2m:mk_${"A".repeat(22)}` } })],
    ["names no issuer", () => machineToken(tenant, { claims: { iss: undefined } })],
    ["is for another audience", () => machineToken(tenant, { claims: { aud: "other-api" } })],
    ["claims to be a session token", () => machineToken(tenant, { claims: { aud: "meshes-embed" } })],
    ["claims to be a launch token", () => machineToken(tenant, { claims: { aud: "meshes-launch" } })],
    ["is for no audience", () => machineToken(tenant, { claims: { aud: undefined } })],
    ["names an unknown organization", () => machineToken(tenant, { claims: { org: randomUUID() } })],
    ["names an organization that is no text", () => machineToken(tenant, { claims: { org: [tenant.organizationId] } })],
    ["names no organization", () => machineToken(tenant, { claims: { org: undefined } })],
    ["lives for 61 seconds", () => machineToken(tenant, { claims: { exp: now() + 61 } })],
    ["lives for a year", () => machineToken(tenant, { claims: { exp: now() + 31_536_000 } })],
    [
      "lives longer than it says, by an early iat",
      () => machineToken(tenant, { claims: { iat: now() - 100, exp: now() + 30 } }),
    ],
    ["expired beyond the clock skew", () => machineToken(tenant, { claims: { iat: now() - 45, exp: now() - 12 } })],
    ["has no expiry", () => machineToken(tenant, { claims: { exp: undefined } })],
    ["has no time of issue", () => machineToken(tenant, { claims: { iat: undefined } })],
    [
      "has a time of issue that is no number",
      () => handMade(header(), claimsOf({ iat: String(now()) }), tenant.secretKey),
    ],
    [
      "has an expiry that is no number",
      () => handMade(header(), claimsOf({ exp: String(now() + 30) }), tenant.secretKey),
    ],
    ["was issued in the future", () => machineToken(tenant, { claims: { iat: now() + 15, exp: now() + 45 } })],
    ["is not valid yet", () => machineToken(tenant, { claims: { nbf: now() + 30 } })],
    ["is signed with another secret", () => machineToken(tenant, { secret: "A".repeat(43) })],
    ["is signed with no secret", () => handMade(header(), claimsOf(), "")],
  ])("%s", async (_what, make) => {
    const answer = await listWith(await make());
    refused(answer, "Unauthorized");
    expect(answer.text).toBe(UNAUTHORIZED);
  });

  it("was changed anywhere after it was signed", async () => {
    const [head = "", claims = "", signature = ""] = (await machineToken(tenant)).split(".");
    const other = await server.tenant();
    const forged = base64url({ ...JSON.parse(Buffer.from(claims, "base64url").toString()), org: other.organizationId });
    const flipped = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    for (const token of [
      `${head}.${forged}.${signature}`,
      `${head}.${claims}.${flipped}`,
      `${head}.${claims}.`,
      `${head}.${claims}`,
      `${head}.${claims}.${signature}.x`,
    ]) {
      refused(await listWith(token), "Unauthorized");
    }
  });

  it("is for the organization of another tenant, signed with a key of one's own", async () => {
    const other = await server.tenant();
    refused(await listWith(await machineToken(tenant, { claims: { org: other.organizationId } })), "Unauthorized");
    refused(await listWith(await machineToken(tenant, { header: { kid: other.accessKey } })), "Unauthorized");
    const issued = { iss: `urn:meshes:m2m:${other.accessKey}`, org: other.organizationId };
    refused(
      await listWith(await machineToken(tenant, { header: { kid: other.accessKey }, claims: issued })),
      "Unauthorized",
    );
  });

  it("was accepted before and has expired since", async () => {
    const token = await machineToken(tenant, { claims: { iat: now() - 40, exp: now() - 9 } });
    expect((await listWith(token)).status).toBe(200);
    await expect.poll(async () => (await listWith(token)).status, { timeout: 5_000, interval: 50 }).toBe(401);
  });

  it.each([
    "",
    "Bearer",
    "Bearer ",
    "Bearer a b",
    "Basic YTpi",
    "Token abc",
    "Bearer not.a.jwt",
    "Bearer .",
    "Bearer ..",
    "null",
  ])("is none at all: '%s'", async (authorization) => {
    refused(await listAs(authorization), "Unauthorized");
  });
});

describe("a revoked key", () => {
  it("is refused at once, also for a token that was just accepted", async () => {
    const token = await machineToken(tenant);
    expect((await listWith(token)).status).toBe(200);
    expect(await revokeMachineKey(server.app.db, tenant)).toBe("revoked");
    await expect.poll(async () => (await listWith(token)).status, { timeout: 1_000, interval: 5 }).toBe(401);
    refused(await server.as(tenant).send("GET", "/workspaces"), "Unauthorized");
  });

  it("leaves the other keys of its organization alone, and cannot be revoked by another organization", async () => {
    const second = await createMachineKey(server.app, { organizationId: tenant.organizationId, name: "Second" });
    const other = await server.tenant();
    const foreign = { organizationId: other.organizationId, accessKey: tenant.accessKey };
    expect(await revokeMachineKey(server.app.db, foreign)).toBe("unknown");
    expect((await server.as(tenant).send("GET", "/workspaces")).status).toBe(200);
    await revokeMachineKey(server.app.db, tenant);
    expect((await server.as({ ...tenant, ...second }).send("GET", "/workspaces")).status).toBe(200);
  });

  it("says whether there was one to revoke", async () => {
    expect(await revokeMachineKey(server.app.db, tenant)).toBe("revoked");
    expect(await revokeMachineKey(server.app.db, tenant)).toBe("already_revoked");
  });
});

describe("two credentials at once", () => {
  const event = () => ({ event: "a", workspace: tenant.workspaceId, payload: { a: 1 } });

  it("are judged by Authorization alone", async () => {
    const key = await readPublishableKey(server.as(tenant), tenant.workspaceId);
    const api = server.as(tenant);
    const answer = await api.send("POST", "/events", event(), { "x-meshes-publishable-key": key });
    expect(answer.body).toMatchObject({ event: { created_by: tenant.accessKey } });
    const withBadKey = await api.send("POST", "/events", event(), { "x-meshes-publishable-key": "mesh_pub_a_b_c" });
    expect(withBadKey.status).toBe(201);
  });

  it.each(["Bearer x", "Bearer ", "Basic YTpi", "", "Bearer a.b.c"])(
    "never fall back to the publishable key: '%s'",
    async (authorization) => {
      const key = await readPublishableKey(server.as(tenant), tenant.workspaceId);
      const api = apiClient(server.url, { kind: "publishable", key });
      refused(await api.send("POST", "/events", event(), { authorization }), "Unauthorized");
      expect((await api.send("POST", "/events", event())).status).toBe(201);
    },
  );
});

describe("the forms of credentials", () => {
  it("are those that public clients insist on", async () => {
    expect(tenant.accessKey).toMatch(/^mk_[A-Za-z0-9_-]{22,}$/);
    expect(tenant.secretKey).toMatch(/^[A-Za-z0-9_-]{43,}$/);
    expect(tenant.organizationId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await readPublishableKey(server.as(tenant), tenant.workspaceId)).toMatch(
      /^mesh_pub_([A-Za-z0-9\-.]+)_([A-Za-z0-9\-.]+)_([A-Za-z0-9]{32})$/,
    );
  });
});
