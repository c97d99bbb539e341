import { describe, expect } from "vitest";
import { ConnectionTest } from "#lib/contracts/connection-tests.ts";
import { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import { makeWebhook } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";

const TOKEN = "token-of-the-test";

const it = base
  .override("variables", { MESHES_DELIVERY_TIMEOUT_MS: "1000" })
  .extend("calls", ({ tenant, api, receiver }) => ({
    connect: (metadata: object = {}) => makeWebhook(api, tenant.workspaceId, { url: receiver.url, ...metadata }),
    test: async ({ id }: Connection) => ok(await api.send("POST", `/connections/${id}/test`), ConnectionTest),
  }));

describe("trying a connection", () => {
  it("sends the marked sample event with the stored settings and secrets, and answers what happened", async ({
    receiver,
    calls,
  }) => {
    receiver.behave(() => ({ status: 204, headers: { "x-answer": "1" } }));
    const connection = await calls.connect({ http_method: "PUT", auth_scheme: "bearer", auth_token: TOKEN });
    const answer = await calls.test(connection);
    expect(answer).toMatchObject({ connection: connection.id, ok: true, outcome_code: "delivered", status_code: 204 });
    const [received] = receiver.received;
    expect(received).toMatchObject({ method: "PUT" });
    expect(received?.headers).toMatchObject({ "x-meshes-test": "true", authorization: `Bearer ${TOKEN}` });
    expect(answer.details).toMatchObject({ request: { method: "PUT", url: receiver.url, body: received?.body } });
    expect(answer.details?.headers).toMatchObject({ "x-answer": "1" });
  });

  it("masks every credential in what it shows, also one that the endpoint repeats", async ({ receiver, calls }) => {
    receiver.behave(({ headers }) => ({ status: 400, body: JSON.stringify(headers) }));
    const answer = await calls.test(await calls.connect({ auth_scheme: "bearer", auth_token: TOKEN }));
    expect(JSON.stringify(answer)).not.toContain(TOKEN);
    expect(answer.details?.request.headers).toMatchObject({ authorization: `Bearer ${SECRET_MASK}` });
    expect(answer.details?.body).toContain(SECRET_MASK);
  });

  it("caps what it shows of a long answer", async ({ receiver, calls }) => {
    receiver.behave(() => ({ status: 500, body: "é".repeat(50_000) }));
    const { details } = await calls.test(await calls.connect());
    expect(details).toMatchObject({ truncated: true });
    expect(Buffer.byteLength(details?.body ?? "")).toBeLessThanOrEqual(16 * 1024);
  });

  it.for([
    [{ status: 500 }, "rejected_server_error", 500],
    [{ status: 404 }, "destination_not_found", 404],
    [{ status: 401 }, "auth_failed", 401],
    [{ status: 429 }, "rate_limited", 429],
    [{ status: 302, headers: { location: "https://example.com" } }, "rejected_client_error", 302],
    ["drop", "network_error", undefined],
    ["hang", "timeout", undefined],
  ] as const)(
    "answers 200 and not ok when the endpoint answers %j",
    async ([behaviour, outcome_code, status_code], { receiver, calls }) => {
      receiver.behave(() => behaviour);
      const answer = await calls.test(await calls.connect());
      expect(answer).toMatchObject({ ok: false, outcome_code });
      expect(answer.status_code).toBe(status_code);
      expect(answer.message).not.toBe("");
    },
  );

  it("does not leave the guard of outbound requests", async ({ server, calls }) => {
    const connection = await calls.connect();
    const sql = 'update connections set metadata = metadata || \'{"url":"https://169.254.169.254/"}\' where id = $1';
    await server.database.pool.query(sql, [connection.id]);
    expect(await calls.test(connection)).toMatchObject({ ok: false, outcome_code: "rejected_client_error" });
  });

  it("works on an inactive connection, and changes nothing, not even after 410", async ({ api, receiver, calls }) => {
    const connection = await calls.connect();
    const path = `/connections/${connection.id}`;
    receiver.behave(() => ({ status: 410 }));
    const answer = await calls.test(connection);
    expect(answer).toMatchObject({ ok: false, message: "The endpoint answered 410 Gone" });
    expect(ok(await api.send("GET", path), Connection)).toMatchObject({ active: true });
    await api.send("PATCH", path, { active: false });
    receiver.behave(() => ({ status: 200 }));
    expect(await calls.test(connection)).toMatchObject({ ok: true });
    expect(ok(await api.send("GET", path), Connection)).toMatchObject({ active: false });
  });

  it("answers 404 for a connection that was deleted", async ({ api, calls }) => {
    const connection = await calls.connect();
    await api.send("DELETE", `/connections/${connection.id}`);
    refused(await api.send("POST", `/connections/${connection.id}/test`), "NotFound");
  });
});
