import { AttemptsPage, ResponseDetails, type Attempt } from "#lib/contracts/attempts.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { EventDetail } from "#lib/contracts/events.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import type { TestServer } from "../server/test-server.ts";
import { until } from "../server/until.ts";
import { ok } from "./answers.ts";
import type { ApiAnswer, ApiClient } from "./api-client.ts";
import { emit, makeRule, makeWebhook } from "./factories.ts";
import { startReceiver, type Answer, type Receiver } from "./receiver.ts";

/** One workspace with a webhook connection, a rule for `user.signup`, and the receiver behind it. */
export type DeliveryFixture = {
  api: ApiClient;
  workspace: string;
  connection: Connection;
  rule: Rule;
  receiver: Receiver;
  /** Emits a matching event and returns its id. */
  emit(fields?: object): Promise<string>;
  event(eventId: string): Promise<EventDetail>;
  /** The delivery of this fixture's rule. */
  delivery(eventId: string): Promise<RuleEvent>;
  /** The delivery as soon as it has this status (and fits, when a condition is given). */
  until(eventId: string, status: DeliveryStatus, isFit?: (found: RuleEvent) => boolean): Promise<RuleEvent>;
  /** Oldest first. */
  attempts(eventId: string): Promise<Attempt[]>;
  details(attempt: Attempt): Promise<ResponseDetails>;
  retry(eventId: string): Promise<ApiAnswer>;
  cancel(eventId: string): Promise<ApiAnswer>;
  /** Saves the connection as it is, which repairs it when it was inactive. */
  save(): Promise<ApiAnswer>;
};

export type FixtureOptions = { metadata?: object; rule?: object };

/** Opens fixtures on a server and closes their receivers at the end. */
export function createFixtures(server: Pick<TestServer, "tenant" | "as">) {
  const receivers: Receiver[] = [];
  return {
    open: async ({ metadata = {}, rule: ruleFields = {} }: FixtureOptions = {}): Promise<DeliveryFixture> => {
      const receiver = await startReceiver();
      receivers.push(receiver);
      const tenant = await server.tenant();
      const api = server.as(tenant);
      const workspace = tenant.workspaceId;
      const connection = await makeWebhook(api, workspace, { url: receiver.url, ...metadata });
      const rule = await makeRule(api, connection, ruleFields);
      return createFixture({ api, workspace, connection, rule, receiver });
    },
    close: () => Promise.all(receivers.map((receiver) => receiver.close())),
  };
}

export type Fixtures = ReturnType<typeof createFixtures>;

type Parts = Pick<DeliveryFixture, "api" | "workspace" | "connection" | "rule" | "receiver">;

export function createFixture(parts: Parts): DeliveryFixture {
  const { api, workspace, connection, rule } = parts;
  const event = async (eventId: string) => ok(await api.send("GET", `/events/${eventId}`), EventDetail);
  const delivery = async (eventId: string) => {
    const found = (await event(eventId)).rule_events.find((item) => item.rule === rule.id);
    if (found === undefined) throw new Error(`Event ${eventId} has no delivery by rule ${rule.id}`);
    return found;
  };
  const path = (eventId: string) => `/events/${eventId}/rules/${rule.id}`;
  return {
    ...parts,
    event,
    delivery,
    emit: async (fields) => (await emit(api, workspace, fields)).id,
    until: (eventId, status, isFit = () => true) =>
      until(`the delivery of ${eventId} to be ${status}`, async () => {
        const found = await delivery(eventId);
        return found.status === status && isFit(found) ? found : undefined;
      }),
    attempts: async (eventId) =>
      ok(await api.send("GET", `${path(eventId)}/attempts`), AttemptsPage).records.toReversed(),
    details: async (attempt) =>
      ok(await api.send("GET", `${path(attempt.event_id)}/attempts/${attempt.id}/response-details`), ResponseDetails),
    retry: (eventId) => api.send("POST", `${path(eventId)}/retry`),
    cancel: (eventId) => api.send("POST", `${path(eventId)}/cancel`),
    save: () => {
      const metadata = { ...connection.metadata, skip_test: true };
      return api.send("PUT", `/connections/${connection.id}`, { name: connection.name, metadata });
    },
  };
}

/** Answers with these, one after the other, and the last one for ever. */
export function inTurn(...answers: [Answer | "hang" | "drop", ...(Answer | "hang" | "drop")[]]) {
  return (_received: unknown, index: number) => answers[Math.min(index, answers.length - 1)] ?? answers[0];
}

/** A behaviour that holds every request until `release`, and answers 200 then. */
export function held() {
  const gate = Promise.withResolvers<Answer>();
  return { behaviour: () => gate.promise, release: (answer: Answer = { status: 200 }) => gate.resolve(answer) };
}
