import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { ConnectionTest } from "#lib/contracts/connection-tests.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import { Rule, RulesPage } from "#lib/contracts/rules.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { createDestinations } from "#lib/server/providers/registry.ts";
import { ok } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiClient } from "#lib/testing/api/api-client.ts";
import { createFixture, type DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import { emit, makeRule, mintSession } from "#lib/testing/api/factories.ts";
import { startReceiver, type Answer, type Receiver } from "#lib/testing/api/receiver.ts";
import { connectSimple, isDelivery, simpleDestination } from "#lib/testing/providers/simple-destination.ts";
import { startTestServer, startTestWorker, type TestServer, type TestWorker } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

const fields = {
  isClosed: true,
  fixed: [
    { key: "email", type: "string" as const },
    { key: "name", type: "string" as const },
    { key: "title", type: "string" as const, constraints: { max_length: 3 } },
    { key: "score", type: "number" as const },
    { key: "note", type: "string" as const, constraints: { cleared_by: "null" as const } },
  ],
};
const destinations = createDestinations([
  simpleDestination("mailerlite", { fields }),
  simpleDestination("sendgrid", { onAmbiguous: "stop" }),
]);
const VARIABLES = { MESHES_DELIVERY_TIMEOUT_MS: "700", MESHES_LEASE_MS: "5000" };
const NOT_REPEATED = expect.stringContaining("not sent again automatically");

let server: TestServer;
let worker: TestWorker;
let provider: Receiver;
let tenant: Tenant;
let api: ApiClient;

beforeAll(async () => {
  server = await startTestServer({ MESHES_ROLE: "web", ...VARIABLES }, undefined, destinations);
});
beforeEach(async () => {
  worker = await startTestWorker(server.database, VARIABLES, undefined, destinations);
  provider = await startReceiver();
  tenant = await server.tenant();
  api = server.as(tenant);
});
afterEach(async () => {
  await worker.stop();
  await provider.close();
});
afterAll(() => server.close());

/** A connection of this type with its one rule. */
async function open(type: "mailerlite" | "sendgrid"): Promise<DeliveryFixture> {
  const connection = await connectSimple(api, tenant.workspaceId, type, provider.url);
  return createFixture({
    api,
    workspace: tenant.workspaceId,
    connection,
    rule: await onlyRule(connection),
    receiver: provider,
  });
}

async function onlyRule({ id }: Connection): Promise<Rule> {
  const { records } = ok(await api.send("GET", `/workspaces/${tenant.workspaceId}/rules`), RulesPage);
  const rule = records.find(({ connection }) => connection === id);
  if (rule === undefined) throw new Error("The connection has no rule");
  return rule;
}

/** What the account's API answers to deliveries from now on. */
function answer(how: Answer | "hang" | "drop"): void {
  provider.behave((received) => (isDelivery(received) ? how : { status: 200 }));
}

const deliveries = () => provider.received.filter(isDelivery);

describe("what a mapping left out", () => {
  it("stands on the attempt, in words", async () => {
    const fixture = await open("mailerlite");
    const schema = {
      schema_version: 1,
      fields: [
        { dest: "email", source: { type: "path", value: "email" } },
        { dest: "name", source: { type: "path", value: "full_name" }, on_error: "warn_action" },
      ],
    };
    const saved = await api.send("PUT", `/connections/${fixture.connection.id}/mappings/default`, { schema });
    expect(saved.status).toBe(200);
    const id = await fixture.emit();
    await fixture.until(id, "completed");
    expect(await fixture.attempts(id)).toMatchObject([
      {
        outcome_code: "delivered",
        warnings: [{ dest: "name", message: "The value of full_name is not in the payload" }],
      },
    ]);
    const other = await fixture.emit({ payload: { email: "ann@example.com", full_name: "Ann" } });
    await fixture.until(other, "completed");
    expect((await fixture.attempts(other))[0]).not.toHaveProperty("warnings");
  });
});

describe("the code that a provider gives its refusal", () => {
  it("stands on the attempt and on the test of the connection, and never shows a credential", async () => {
    const fixture = await open("mailerlite");
    const refusal = { status: 422, headers: { "x-error-code": "bad_email key-of-the-simple-account" } };
    answer(refusal);
    const id = await fixture.emit();
    await fixture.until(id, "failed");
    const provider_code = `bad_email ${SECRET_MASK}`;
    expect(await fixture.attempts(id)).toMatchObject([
      { outcome_code: "validation_failed", status_code: 422, provider_code },
    ]);
    provider.behave(() => refusal);
    const tested = ok(await api.send("POST", `/connections/${fixture.connection.id}/test`), ConnectionTest);
    expect(tested).toMatchObject({ ok: false, outcome_code: "validation_failed", provider_code });
  });

  it("is left out where there is none", async () => {
    const fixture = await open("mailerlite");
    answer({ status: 422 });
    const id = await fixture.emit();
    await fixture.until(id, "failed");
    expect((await fixture.attempts(id))[0]).not.toHaveProperty("provider_code");
  });
});

describe("values that a field does not take", () => {
  const saveMapping = async (fixture: DeliveryFixture, on_error: string) => {
    const fields = ["email", "name", "title", "score", "note"].map((key) => ({
      dest: key,
      source: { type: "path", value: key === "name" ? "account" : key },
      ...(key === "score" ? { on_error } : {}),
    }));
    const schema = { schema_version: 1, fields };
    expect((await api.send("PUT", `/connections/${fixture.connection.id}/mappings/default`, { schema })).status).toBe(
      200,
    );
    return schema;
  };
  const payload = { email: "ann@example.com", account: 42, title: "Doctor", score: "much", note: "" };

  it("never cost the person: they are converted, shortened or left out, and the attempt says so", async () => {
    const fixture = await open("mailerlite");
    const schema = await saveMapping(fixture, "skip_field");
    const warnings = [
      { dest: "title", message: "Shortened to the 3 characters that this field accepts" },
      { dest: "score", message: "The value is not a number" },
    ];
    const preview = await api.send("POST", `/connections/${fixture.connection.id}/mappings/preview`, {
      schema,
      payload,
    });
    const data = { email: "ann@example.com", name: "42", title: "Doc", note: null };
    expect(preview).toMatchObject({ status: 200, body: { data, warnings } });
    const id = await fixture.emit({ payload });
    await fixture.until(id, "completed");
    expect(await fixture.attempts(id)).toMatchObject([{ outcome_code: "delivered", warnings }]);
    const sent = z.looseObject({ event: z.string() }).parse(JSON.parse(deliveries().at(-1)?.body ?? ""));
    expect(sent).toEqual({ event: sent.event, ...data });
  });

  it("stop the delivery where the mapping says that a field must have a value", async () => {
    const fixture = await open("mailerlite");
    await saveMapping(fixture, "fail_action");
    const id = await fixture.emit({ payload });
    await fixture.until(id, "failed");
    expect(await fixture.attempts(id)).toMatchObject([
      { outcome_code: "mapping_error", message: "The field score has no value: The value is not a number" },
    ]);
  });
});

describe("a rule whose target is gone at the provider", () => {
  const problemOf = async (rule: Rule) => ok(await api.send("GET", `/rules/${rule.id}`), Rule).problem;
  const brokenRules = async (caller = api) =>
    ok(await caller.send("GET", `/workspaces/${tenant.workspaceId}/metrics`), WorkspaceMetrics).broken_rules;

  /** A rule that has just failed because of that. */
  async function openBroken(): Promise<DeliveryFixture> {
    const fixture = await open("mailerlite");
    answer({ status: 404 });
    await fixture.until(await fixture.emit(), "failed");
    return fixture;
  }

  it("says so, and needs attention", async () => {
    const fixture = await openBroken();
    const problem = "Simple answered 404";
    expect(await problemOf(fixture.rule)).toBe(problem);
    expect(await brokenRules()).toEqual([
      {
        rule: fixture.rule.id,
        event: "user.signup",
        connection: fixture.connection.id,
        connection_name: fixture.connection.name,
        integration_type: "mailerlite",
        problem,
      },
    ]);
  });

  it("is as good as before when a delivery arrives", async () => {
    const fixture = await openBroken();
    answer({ status: 200 });
    await fixture.until(await fixture.emit(), "completed");
    expect(await problemOf(fixture.rule)).toBeUndefined();
    expect(await brokenRules()).toEqual([]);
  });

  it("has a new chance when its metadata is changed, also while a delivery of the old one is under way", async () => {
    const fixture = await openBroken();
    const gate = Promise.withResolvers<Answer>();
    provider.behave((received) => (isDelivery(received) ? gate.promise : { status: 200 }));
    const before = deliveries().length;
    const id = await fixture.emit();
    await until("the delivery to be under way", () => deliveries().length > before);
    const changed = await api.send("PATCH", `/rules/${fixture.rule.id}`, { metadata: { action: "send", name: "New" } });
    expect(ok(changed, Rule)).not.toHaveProperty("problem");
    gate.resolve({ status: 404 });
    await fixture.until(id, "failed");
    expect(await problemOf(fixture.rule)).toBeUndefined();
  });

  it("does not show to a resource session of another resource, nor while it is inactive", async () => {
    const fixture = await openBroken();
    const resourceScope = { resource: "account", resource_id: "42" };
    const { access_token: token } = await mintSession(api, tenant, { session_type: "resource", ...resourceScope });
    const session = apiClient(server.url, { kind: "bearer", token });
    expect(await brokenRules(session)).toEqual([]);
    const ofResource = await makeRule(api, fixture.connection, { ...resourceScope, metadata: { action: "send" } });
    await emit(api, tenant.workspaceId, resourceScope);
    await until("the rule of the resource to fail", async () => (await problemOf(ofResource)) !== undefined);
    expect((await brokenRules(session)).map(({ rule }) => rule)).toEqual([ofResource.id]);
    expect((await api.send("PATCH", `/rules/${ofResource.id}`, { active: false })).status).toBe(200);
    expect(await brokenRules(session)).toEqual([]);
  });
});

describe("a destination that cannot tell repetitions apart", () => {
  it.each([
    ["does not come", "hang", "timeout"],
    ["breaks off", "drop", "network_error"],
  ] as const)("gets a delivery once when the answer %s, and again when a person retries", async (_name, how, code) => {
    const fixture = await open("sendgrid");
    answer(how);
    const id = await fixture.emit();
    expect(await fixture.until(id, "failed")).toMatchObject({ attempt_count: 1, last_error: NOT_REPEATED });
    expect(await fixture.attempts(id)).toMatchObject([{ outcome_code: code, message: NOT_REPEATED }]);
    expect(deliveries()).toHaveLength(1);
    answer({ status: 200 });
    expect((await fixture.retry(id)).status).toBe(200);
    await fixture.until(id, "completed");
    expect(deliveries()).toHaveLength(2);
  });

  it("is tried on the whole schedule while it refuses connections", async () => {
    const fixture = await open("sendgrid");
    await provider.close();
    const failed = await fixture.until(await fixture.emit(), "failed");
    expect(failed).toMatchObject({ attempt_count: 4, last_error: expect.stringContaining("refused the connection") });
  });

  it("is tried on the whole schedule while its name cannot be found", async () => {
    const fixture = await open("sendgrid");
    const sql = "update connections set metadata = metadata || $2, updated_at = now() where id = $1";
    const metadata = JSON.stringify({ api_url: "https://nobody.invalid" });
    await server.database.pool.query(sql, [fixture.connection.id, metadata]);
    const failed = await fixture.until(await fixture.emit(), "failed");
    expect(failed.attempt_count).toBe(4);
    expect(failed.last_error).toContain("DNS");
  });

  it("is tried again when it answers that it is out of order", async () => {
    const fixture = await open("sendgrid");
    answer({ status: 503 });
    expect(await fixture.until(await fixture.emit(), "failed")).toMatchObject({ attempt_count: 4 });
  });
});

describe("a delivery whose worker died during it", () => {
  /** What a killed worker leaves behind, before anybody takes it over. */
  async function leaveInFlight(fixture: DeliveryFixture): Promise<string> {
    await worker.stop();
    const id = await fixture.emit();
    await server.database.pool.query(
      `update rule_events set status = 'processing', attempt_count = 1, lease_token = gen_random_uuid(), started_at = now(),
         attempt_started_at = now(), due_at = now() where event_id = $1`,
      [id],
    );
    await server.database.pool.query("update events set status = 'processing' where id = $1", [id]);
    return id;
  }

  const startAgain = async () => {
    worker = await startTestWorker(server.database, VARIABLES, undefined, destinations);
  };

  const INTERRUPTED = { outcome_code: "internal_error", message: expect.stringContaining("Interrupted") };

  it("is repeated where repetitions do no harm", async () => {
    const fixture = await open("mailerlite");
    const id = await leaveInFlight(fixture);
    await startAgain();
    await fixture.until(id, "completed");
    expect(await fixture.attempts(id)).toMatchObject([INTERRUPTED, { outcome_code: "delivered" }]);
  });

  it("is left to a person where a repetition would be a second message", async () => {
    const fixture = await open("sendgrid");
    const id = await leaveInFlight(fixture);
    await startAgain();
    expect(await fixture.until(id, "failed")).toMatchObject({ last_error: NOT_REPEATED });
    expect(await fixture.attempts(id)).toMatchObject([INTERRUPTED, { message: NOT_REPEATED }]);
    expect(deliveries()).toHaveLength(0);
    expect((await fixture.retry(id)).status).toBe(200);
    await fixture.until(id, "completed");
    expect(deliveries()).toHaveLength(1);
  });

  it("is left to a person also when its connection became inactive before anybody noticed", async () => {
    const fixture = await open("sendgrid");
    const id = await leaveInFlight(fixture);
    const switchTo = async (active: boolean) =>
      expect((await api.send("PATCH", `/connections/${fixture.connection.id}`, { active })).status).toBe(200);
    await switchTo(false);
    await startAgain();
    await fixture.until(id, "retrying", ({ waiting }) => waiting === "connection_inactive");
    await switchTo(true);
    expect(await fixture.until(id, "failed")).toMatchObject({ last_error: NOT_REPEATED });
    expect(deliveries()).toHaveLength(0);
  });
});
