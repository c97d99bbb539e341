import fc from "fast-check";
import { describe, expect } from "vitest";
import { ConnectionCreated } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { outgoingHeaders } from "#lib/server/egress/check-headers.ts";
import { badRequest, ok, errorParams, refused } from "#lib/testing/api/answers.ts";
import { NOWHERE, uniqueName } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { sampleDelivery } from "../kit/sample-delivery.ts";
import { buildWebhookRequest } from "./build-request.ts";
import { webhookIntegration } from "./integration.ts";
import { parseWebhookSettings } from "./parse-settings.ts";
import { WebhookInput } from "./settings.ts";

const it = base.extend("save", ({ tenant, api }) => (metadata: object) => {
  const body = {
    workspace: tenant.workspaceId,
    type: "webhook",
    name: uniqueName("Hook"),
    metadata: { url: NOWHERE, skip_test: true, ...metadata },
  };
  return api.send("POST", "/connections", body);
});

const basic = { auth_scheme: "basic", auth_username: "u", auth_password: "p" };
const header = { auth_scheme: "header", auth_header_name: "X-Key", auth_header_value: "v" };
const hmac = { hmac_algorithm: "sha256", hmac_secret: "s" };
const custom = (...names: unknown[]) => ({ custom_headers: names.map((name) => ({ name, value: "v" })) });

describe("webhook settings", () => {
  it("have the documented defaults", async ({ save }) => {
    const { connection } = ok(await save({ unknown: 1 }), ConnectionCreated, 201);
    expect(connection.metadata).toEqual({
      url: NOWHERE,
      http_method: "POST",
      payload_mode: "wrapped",
      auth_scheme: "none",
      custom_headers: [],
      hmac_algorithm: "none",
      hmac_header: "X-Meshes-Signature",
      signing_secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    });
  });

  it("are all in the catalog, but for the switch that makes a new secret", () => {
    const { rotate_signing_secret: _, ...settings } = WebhookInput.shape;
    const listed = (webhookIntegration.authentication.fields ?? []).map(({ key }) => key);
    expect(listed.toSorted()).toEqual(Object.keys(settings).toSorted());
  });

  it("take the text of a choice, as a form that is made from the catalog sends it", async ({ save }) => {
    ok(await save({ skip_test: "true" }), ConnectionCreated, 201);
    const tried = await save({ skip_test: "false" });
    expect(errorParams(refused(tried, "UnprocessableEntity"))).toEqual(["metadata.url"]);
  });

  it.for([
    ["metadata.url", { url: undefined }],
    ["metadata.url", { url: "" }],
    ["metadata.url", { url: 7 }],
    ["metadata.url", { url: `https://example.com/${"x".repeat(2048)}` }],
    ["metadata.url", { url: "nonsense" }],
    ["metadata.url", { url: "http://example.com/hook" }],
    ["metadata.url", { url: "ftp://example.com" }],
    ["metadata.url", { url: "https://user:pass@example.com" }],
    ["metadata.url", { url: "https://example.com/#x" }],
    ["metadata.url", { url: "https://exa mple.com" }],
    ["metadata.url", { url: "https://10.0.0.1/" }],
    ["metadata.url", { url: "https://169.254.169.254/latest" }],
    ["metadata.url", { url: "https://[::1]/" }],
    ["metadata.url", { url: "https://metadata.google.internal/" }],
    ["metadata.url", { url: "https://example.com:22/" }],
    ["metadata.http_method", { http_method: "GET" }],
    ["metadata.http_method", { http_method: "post" }],
    ["metadata.payload_mode", { payload_mode: "xml" }],
    ["metadata.auth_scheme", { auth_scheme: "digest" }],
    ["metadata.auth_scheme", { auth_scheme: "constructor" }],
    ["metadata.auth_username", { ...basic, auth_username: undefined }],
    ["metadata.auth_username", { ...basic, auth_username: "" }],
    ["metadata.auth_username", { ...basic, auth_username: "a:b" }],
    ["metadata.auth_password", { ...basic, auth_password: undefined }],
    ["metadata.auth_password", { ...basic, auth_password: 7 }],
    ["metadata.auth_token", { auth_scheme: "bearer" }],
    ["metadata.auth_token", { auth_scheme: "bearer", auth_token: "" }],
    ["metadata.auth_token", { auth_scheme: "bearer", auth_token: "a\r\nX-Injected: 1" }],
    ["metadata.auth_token", { auth_scheme: "bearer", auth_token: "\u20ac" }],
    ["metadata.auth_token", { auth_scheme: "bearer", auth_token: "x".repeat(4097) }],
    ["metadata.auth_header_name", { ...header, auth_header_name: undefined }],
    ["metadata.auth_header_name", { ...header, auth_header_name: "X Key" }],
    ["metadata.auth_header_name", { ...header, auth_header_name: "Host" }],
    ["metadata.auth_header_name", { ...header, auth_header_name: "content-type" }],
    ["metadata.auth_header_name", { ...header, auth_header_name: "HTTP2-Settings" }],
    ["metadata.auth_header_name", { ...header, auth_header_name: "X-Meshes-Event" }],
    ["metadata.auth_header_value", { ...header, auth_header_value: undefined }],
    ["metadata.auth_header_value", { ...header, auth_header_value: "a\nb" }],
    ["metadata.hmac_algorithm", { hmac_algorithm: "md5" }],
    ["metadata.hmac_secret", { hmac_algorithm: "sha256" }],
    ["metadata.hmac_header", { ...hmac, hmac_header: "" }],
    ["metadata.hmac_header", { ...hmac, hmac_header: "a b" }],
    ["metadata.hmac_header", { ...hmac, hmac_header: "Webhook-Signature" }],
    ["metadata.hmac_header", { ...hmac, hmac_header: "X-Meshes-Event" }],
    ["metadata.hmac_header", { ...hmac, ...basic, hmac_header: "authorization" }],
    ["metadata.hmac_header", { ...hmac, ...header, hmac_header: "x-key" }],
    ["metadata.skip_test", { skip_test: "yes" }],
    ["metadata.rotate_signing_secret", { rotate_signing_secret: 1 }],
    ["metadata.custom_headers", { custom_headers: "X-A: 1" }],
    ["metadata.custom_headers", custom("X-1", "X-2", "X-3", "X-4", "X-5", "X-6")],
    ["metadata.custom_headers[0]", { custom_headers: ["X-A"] }],
    ["metadata.custom_headers[0].name", custom("")],
    ["metadata.custom_headers[0].name", custom("X A")],
    ["metadata.custom_headers[0].name", custom("X\u00c4")],
    ["metadata.custom_headers[0].name", custom(undefined)],
    ["metadata.custom_headers[0].name", custom("x".repeat(65))],
    [
      "metadata.custom_headers[1].value",
      {
        custom_headers: [
          { name: "X-A", value: "ok" },
          { name: "X-B", value: "a\u0000" },
        ],
      },
    ],
    ["metadata.custom_headers[0].value", { custom_headers: [{ name: "X-A" }] }],
    ["metadata.custom_headers[0].value", { custom_headers: [{ name: "X-A", value: SECRET_MASK }] }],
    ["metadata.custom_headers[0].value", { custom_headers: [{ name: "X-A", value: "x".repeat(1025) }] }],
    ["metadata.custom_headers[1].name", custom("X-Twice", "x-tWICE")],
    ["metadata.custom_headers[0].name", { ...custom("X-KEY"), ...header }],
    ["metadata.custom_headers[0].name", { ...custom("Authorization"), ...basic }],
    ["metadata.custom_headers[0].name", { ...custom("x-sig"), ...hmac, hmac_header: "X-Sig" }],
  ] as const)("are refused, naming %s: %j", async ([param, metadata], { save }) => {
    badRequest(await save(metadata), param);
  });

  const reserved = [
    "Accept-Encoding Connection Content-Encoding Content-Length Content-Type Cookie Expect Host HTTP2-Settings Keep-Alive",
    "Proxy-Authorization Proxy-Connection TE Trailer Transfer-Encoding Upgrade User-Agent",
    "webhook-id webhook-signature webhook-timestamp X-Meshes-Test X-Meshes-Signature x-meshes-anything",
  ].flatMap((line) => line.split(" "));
  it.for(reserved)("do not set the header %s by hand", async (name, { save }) => {
    badRequest(await save(custom(name)), "metadata.custom_headers[0].name");
  });

  it.for([
    custom("X-1", "X-2", "X-3", "X-4", "X-5"),
    custom("Authorization", "X-Key"),
    {
      custom_headers: [
        { name: "X-Empty", value: "" },
        { name: "X-Latin", value: "caf\u00e9\t!" },
      ],
    },
    { ...header, auth_header_name: "Authorization" },
    { auth_scheme: "bearer", auth_token: "x".repeat(4096) },
    { ...hmac, hmac_header: "X-Hub-Signature-256" },
    { ...hmac, hmac_algorithm: "sha512" },
    { ...basic, auth_username: "\u00e4\u20ac", auth_password: "a:b:\u20ac" },
    { http_method: "PUT", payload_mode: "raw" },
    { http_method: "PATCH" },
    { url: "https://example.com/hook?token=a%20b" },
    { url: "https://example.com:8443/" },
  ])("can be %j", async (metadata, { save }) => {
    ok(await save(metadata), ConnectionCreated, 201);
  });

  it("can always be sent once they are saved, each header once", () => {
    const names = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        "X-A",
        "x-a",
        "Host",
        "Authorization",
        "HTTP2-Settings",
        "__proto__",
        "X-Meshes-Signature",
        "Content-Type",
        "webhook-id",
      ),
    );
    const values = fc.oneof(fc.string({ unit: "binary", maxLength: 12 }), fc.constantFrom(SECRET_MASK, "", "ok"));
    const settings = fc.record(
      {
        payload_mode: fc.constantFrom("raw", "wrapped"),
        auth_scheme: fc.constantFrom("none", "basic", "bearer", "header"),
        auth_username: values,
        auth_password: values,
        auth_token: values,
        auth_header_name: names,
        auth_header_value: values,
        custom_headers: fc.array(fc.record({ name: names, value: values }), { maxLength: 5 }),
        hmac_algorithm: fc.constantFrom("none", "sha256", "sha512"),
        hmac_secret: values,
        hmac_header: names,
      },
      { requiredKeys: [] },
    );
    const event = {
      id: "e",
      workspaceId: "w",
      event: "\u00e4 \ud83d\ude00",
      resource: "r%",
      resourceId: undefined,
      createdAt: new Date(0),
      payload: {},
      payloadText: "{}",
    };
    fc.assert(
      fc.property(settings, (metadata) => {
        const result = parseWebhookSettings({ url: "https://example.com/", ...metadata }, undefined, () => undefined);
        if (!result.ok) return;
        const sample = sampleDelivery({ workspaceId: "w", now: new Date() }, "send_webhook");
        const { headers } = buildWebhookRequest({ ...sample, event }, result.settings);
        outgoingHeaders(headers);
        const lower = Object.keys(headers).map((name) => name.toLowerCase());
        expect(new Set(lower).size).toBe(lower.length);
      }),
      { numRuns: 3000 },
    );
  });
});
