import type { Attempt } from "#lib/contracts/attempts.ts";
import type { Connection, ConnectionSummary } from "#lib/contracts/connections.ts";
import type { EventDetail, EventRecord } from "#lib/contracts/events.ts";
import type { CatalogField, FieldCatalog } from "#lib/contracts/field-catalogs.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { DefaultMapping, MappingField, MappingResult } from "#lib/contracts/mappings.ts";
import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import type { Problem } from "#lib/contracts/problems.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import { Capability, type CurrentSession } from "#lib/contracts/sessions.ts";

const uuid = (n: number) => `0199a3c2-7d5e-7b1a-9c4f-${String(n).padStart(12, "0")}`;

export const WORKSPACE_ID = uuid(1);
export const CONNECTION_ID = uuid(2);
export const RULE_ID = uuid(3);
export const EVENT_ID = uuid(4);
const AT = "2026-11-30T09:00:00.000Z";
const made = { created_by: "host", created_at: AT };

/** Everything that an administrator may do. */
export function buildSession(changes: Partial<CurrentSession> = {}): CurrentSession {
  return {
    session_id: "ses_1",
    workspace_id: WORKSPACE_ID,
    workspace_name: "Linden Street Cycles",
    role: "admin",
    session_type: "workspace",
    scopes: ["events.payload:read"],
    pages: ["dashboard", "connections", "rules", "events"],
    capabilities: [...Capability.options],
    expires_at: "2026-11-30T10:00:00.000Z",
    ...changes,
  };
}

/** A webhook without secrets. */
export function buildConnection(changes: Partial<Connection> = {}): Connection {
  return {
    id: CONNECTION_ID,
    workspace: WORKSPACE_ID,
    type: "webhook",
    name: "Order hook",
    metadata: {
      url: "https://hooks.example.com/orders",
      http_method: "POST",
      payload_mode: "wrapped",
      auth_scheme: "none",
      hmac_algorithm: "none",
    },
    active: true,
    hidden: false,
    ...made,
    updated_at: AT,
    version: 1,
    ...changes,
  };
}

export function buildConnectionSummary(changes: Partial<ConnectionSummary> = {}): ConnectionSummary {
  return { id: CONNECTION_ID, name: "Order hook", type: "webhook", active: true, ...changes };
}

export function buildRule(changes: Partial<Rule> = {}): Rule {
  return {
    id: RULE_ID,
    connection: CONNECTION_ID,
    workspace: WORKSPACE_ID,
    type: "webhook",
    event: "order.paid",
    metadata: { action: "send_webhook" },
    active: true,
    hidden: false,
    ...made,
    updated_at: AT,
    version: 1,
    ...changes,
  };
}

export function buildEvent(changes: Partial<EventRecord> = {}): EventRecord {
  return {
    id: EVENT_ID,
    type: "event",
    workspace: WORKSPACE_ID,
    event: "order.paid",
    resource: "global",
    status: "completed",
    total_rules: 1,
    completed_count: 1,
    failed_count: 0,
    ...made,
    ...changes,
  };
}

export function buildDelivery(changes: Partial<RuleEvent> = {}): RuleEvent {
  return {
    id: uuid(5),
    type: "rule",
    workspace: WORKSPACE_ID,
    event: "order.paid",
    event_id: EVENT_ID,
    resource: "global",
    connection: CONNECTION_ID,
    rule: RULE_ID,
    integration_type: "webhook",
    status: "completed",
    attempt_count: 1,
    connection_name: "Order hook",
    action: "send_webhook",
    ...made,
    ...changes,
  };
}

export function buildEventDetail(changes: Partial<EventDetail> = {}): EventDetail {
  return { ...buildEvent(changes), rule_events: [buildDelivery()], ...changes };
}

export function buildAttempt(changes: Partial<Attempt> = {}): Attempt {
  return {
    id: uuid(6),
    event_id: EVENT_ID,
    rule: RULE_ID,
    rule_event: uuid(5),
    connection: CONNECTION_ID,
    attempt_number: 1,
    trigger: "scheduled",
    status: "completed",
    outcome_code: "delivered",
    message: "Delivered: the endpoint answered 200",
    status_code: 200,
    duration_ms: 12,
    started_at: AT,
    completed_at: AT,
    ...changes,
  };
}

/** A form with a secret and with fields that others depend on. */
export const WEBHOOK: Integration = {
  name: "Webhook",
  type: "webhook",
  authentication: {
    type: "none",
    fields: [
      {
        label: "URL",
        key: "url",
        type: "text",
        required: true,
        validate: "url",
        helpText: "The https address that receives the events",
      },
      {
        label: "Authentication",
        key: "auth_scheme",
        type: "select",
        defaultValue: "none",
        options: [
          { label: "None", value: "none" },
          { label: "Bearer token", value: "bearer" },
        ],
      },
      {
        label: "Token",
        key: "auth_token",
        type: "password",
        required: true,
        dependsOn: { field: "auth_scheme", value: "bearer" },
      },
    ],
  },
  actions: { send_webhook: { key: "send_webhook", label: "Send webhook", noun: "webhook" } },
  available: true,
};

/** Connected by consent; its action needs a channel of the account and a text. */
export const SLACK: Integration = {
  name: "Slack",
  type: "slack",
  authentication: { type: "oauth", oauth: { version: 2 }, fields: [] },
  actions: {
    send_message: {
      key: "send_message",
      label: "Send message",
      noun: "message",
      display: { label: "Send message", description: "Posts a message to a channel" },
      data: [
        { kind: "simple", key: "channels", field: "id", label: "Channel", noun: "channel", required: true },
        { kind: "field", key: "text", field: "value", label: "Message", type: "textarea", required: true },
      ],
    },
  },
  available: true,
};

export const ATTEMPT_ID = uuid(7);

/** An account of Slack that is being connected; nobody has opened its address yet. */
export function buildOAuthAttempt(changes: Partial<OAuthAttempt> = {}): OAuthAttempt {
  return {
    id: ATTEMPT_ID,
    workspace_id: WORKSPACE_ID,
    type: "slack",
    status: "waiting",
    is_reconnect: false,
    created_at: AT,
    expires_at: "2026-11-30T10:00:00.000Z",
    ...changes,
  };
}

/** Connected to an account of Slack. */
export function buildSlackConnection(changes: Partial<Connection> = {}): Connection {
  return buildConnection({
    type: "slack",
    name: "Team chat",
    metadata: { account_id: "T0LINDEN", account_label: "Linden Street Cycles" },
    ...changes,
  });
}

/** Connected by a key that people type in; the key has a usual form, the data center a fixed one. */
export const MAILCHIMP: Integration = {
  name: "Mailchimp",
  type: "mailchimp",
  authentication: {
    type: "api_key",
    fields: [
      {
        label: "Data center",
        key: "data_center",
        type: "text",
        pattern: String.raw`^[a-z]{2,4}\d{1,3}$`,
        patternMessage: "Letters and digits such as us6",
      },
      {
        label: "API key",
        key: "api_key",
        type: "password",
        required: true,
        helpText: "Mailchimp: Profile, Extras, API keys",
        usualPattern: String.raw`^[0-9a-f]{32}-[a-z]{2,4}\d{1,3}$`,
        usualMessage: "Mailchimp's keys usually end with a dash and the data center, such as -us6",
      },
    ],
  },
  actions: {
    add_member: {
      key: "add_member",
      label: "Add member",
      noun: "member",
      display: { label: "Add member", description: "Adds a person to an audience" },
    },
  },
  available: true,
};

/** Nothing is stored yet: the fields as the server proposes them, or as they were given. */
export function buildMapping(fields: MappingField[], changes: Partial<DefaultMapping> = {}): MappingResult {
  const { version = 0 } = changes;
  const mapping = {
    id: uuid(7),
    mapping_id: uuid(8),
    version,
    workspace_id: WORKSPACE_ID,
    connection_id: CONNECTION_ID,
    integration_type: "mailchimp" as const,
    name: "Default",
    schema: { schema_version: 1 as const, fields },
    created_at: AT,
    updated_at: AT,
    ...changes,
  };
  return { status: version === 0 ? "generated" : "stored", mapping };
}

export function buildFieldCatalog(fields: CatalogField[], changes: Partial<FieldCatalog> = {}): FieldCatalog {
  return {
    id: uuid(9),
    workspace_id: WORKSPACE_ID,
    connection_id: CONNECTION_ID,
    integration_type: "mailchimp",
    catalog_version: "1",
    refreshed_at: AT,
    ...made,
    updated_at: AT,
    fields,
    ...changes,
  };
}

/** A rule whose endpoint answers 500. */
export function buildProblem(changes: Partial<Problem> = {}): Problem {
  return {
    id: uuid(70),
    workspace: WORKSPACE_ID,
    connection: CONNECTION_ID,
    connection_name: "Order hook",
    integration_type: "webhook",
    rule: RULE_ID,
    event: "order.paid",
    outcome_code: "rejected_server_error",
    status_code: 500,
    message: "The endpoint answered 500",
    state: "open",
    first_seen_at: AT,
    last_seen_at: AT,
    attempt_count: 3,
    failed_count: 0,
    retrying_count: 0,
    hours: Array.from({ length: 24 }, (_, hour) => ({
      hour: new Date(Date.parse(AT) - (23 - hour) * 3_600_000).toISOString(),
      attempts: hour % 3,
    })),
    ...changes,
  };
}
