import { z } from "zod";
import { ConnectionCreated } from "#lib/contracts/connections.ts";
import { EventCreated, EventDetail } from "#lib/contracts/events.ts";
import { RuleCreated } from "#lib/contracts/rules.ts";
import { CreatedSession, RefreshedSession } from "#lib/contracts/sessions.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { apiClient } from "#lib/testing/api/api-client.ts";
import { until } from "#lib/testing/server/until.ts";
import { ensureDemoWorkspace } from "../host/ensure-demo-workspace.ts";

type EventInput = { event?: string; resource?: string; resource_id?: string; payload?: Record<string, unknown> };
type RuleInput = { connection: string; event?: string; resource?: string; resource_id?: string };
type ReceiverMode = "200" | "500" | "500-later" | "429" | "slow" | "422" | "410" | "drop";
const Deliveries = z.object({ count: z.int(), records: z.array(z.object({ path: z.string(), body: z.string() })) });

export type Backend = ReturnType<typeof createBackend>;

/** The customer's backend: what happens beside the browser, over the public API and on the company's receiver. */
export function createBackend({ tenant, apiUrl, hostUrl }: { tenant: Tenant; apiUrl: string; hostUrl: string }) {
  const api = apiClient(apiUrl, { kind: "machine", tenant });
  const workspace = tenant.workspaceId;

  async function send<S extends z.ZodType>(
    method: string,
    path: string,
    body: unknown,
    schema: S,
  ): Promise<z.output<S>> {
    const answer = await api.send(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    return schema.parse(answer.body);
  }

  const event = (id: string) => send("GET", `/events/${id}`, undefined, EventDetail);

  return {
    api,
    workspaceId: workspace,
    receiverUrl: `${hostUrl}/receiver`,
    /** One webhook to the company's receiver and a rule for each of its events. */
    demo: () => ensureDemoWorkspace({ ...tenant, apiUrl, hostUrl }),
    connect: async (name: string, path = "/receiver"): Promise<string> => {
      const metadata = {
        url: hostUrl + path,
        http_method: "POST",
        payload_mode: "wrapped",
        auth_scheme: "none",
        hmac_algorithm: "none",
        skip_test: true,
      };
      const { connection } = await send(
        "POST",
        "/connections",
        { workspace, type: "webhook", name, metadata },
        ConnectionCreated,
      );
      return connection.id;
    },
    rule: async ({ event: name = "booking.created", ...rest }: RuleInput): Promise<string> => {
      const body = { workspace, event: name, metadata: { action: "send_webhook" }, ...rest };
      return (await send("POST", "/rules", body, RuleCreated)).rule.id;
    },
    emit: async (input: EventInput = {}): Promise<string> => {
      const body = {
        workspace,
        event: "booking.created",
        payload: { email: "ilse.verhoeven@example.com", bike: "Gazelle" },
        ...input,
      };
      return (await send("POST", "/events", body, EventCreated)).event.id;
    },
    emitMany: async (count: number, input: EventInput = {}): Promise<void> => {
      const one = { workspace, event: "booking.created", payload: { email: "ilse.verhoeven@example.com" }, ...input };
      for (let sent = 0; sent < count; sent += 100) {
        await send(
          "POST",
          "/events/bulk",
          Array.from({ length: Math.min(100, count - sent) }, () => one),
          z.unknown(),
        );
      }
    },
    event,
    /** Waits until the event has this status. */
    reached: (id: string, status: DeliveryStatus) =>
      until(`event ${id} ${status}`, async () => ((await event(id)).status === status ? true : undefined)),
    /** Tries each delivery of the event again, at once. */
    retry: async (id: string): Promise<void> => {
      for (const { rule } of (await event(id)).rule_events)
        await send("POST", `/events/${id}/rules/${rule}/retry`, undefined, z.unknown());
    },
    mint: (input: Record<string, unknown> = {}) =>
      send(
        "POST",
        "/sessions",
        { workspace_id: workspace, role: "admin", allowed_origins: [hostUrl], ...input },
        CreatedSession,
      ),
    refresh: (sessionId: string) => send("POST", `/sessions/${sessionId}/refresh`, undefined, RefreshedSession),
    revoke: (sessionId: string) => send("DELETE", `/sessions/${sessionId}`, undefined, z.unknown()),
    receiver: async (mode: ReceiverMode): Promise<void> => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${hostUrl}/backend/receiver`, {
        method: "POST",
        headers,
        body: JSON.stringify({ mode }),
      });
      if (!answer.ok) throw new Error(`The receiver refused ${mode}`);
    },
    deliveries: async () =>
      Deliveries.parse(await (await fetch(`${hostUrl}/backend/receiver/deliveries`)).json()).records,
  };
}
