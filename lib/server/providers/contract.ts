import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { ErrorDetail } from "#lib/contracts/errors.ts";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { RuleMetadata } from "#lib/contracts/rules.ts";
import type { OperatorSettings } from "#lib/server/runtime/provider-variables.ts";
import type { WorkBudget } from "#lib/server/runtime/work-budget.ts";
import type { Access, Settings, Memory } from "./kit/access.ts";
import type { DeliveredEvent } from "./kit/delivered-event.ts";
import type { FaultClass, Loaded } from "./kit/fault.ts";
import type { DeliveryLimits } from "./kit/limits.ts";
import type { OAuthDescriptor } from "./kit/oauth-descriptor.ts";
import type { AttemptOutcome } from "./kit/outcome.ts";

export type SettingsResult =
  | { ok: true; settings: Settings; skipTest: boolean }
  | { ok: false; problems: ErrorDetail[] };

export type Delivery = {
  /** Stable over all attempts: the receiver's idempotency key. */
  ruleEventId: string;
  event: DeliveredEvent;
  action: RuleMetadata;
  /** What the connection's mapping made of the payload; empty for a destination without fields. */
  data: Readonly<Record<string, unknown>>;
  memory: Memory;
  /** What may still be worked on for this delivery. */
  budget: WorkBudget;
  now: Date;
  isTest: boolean;
};

/** The fields that a mapping can fill. */
export type FieldSource = {
  /** Nothing but these fields can be written, so a mapping to another one is refused. */
  isClosed: boolean;
  /** What every account has: known without asking. */
  fixed: readonly CatalogField[];
  /** All fields of this account, the fixed ones included. */
  load: (access: Access) => Promise<Loaded<CatalogField[]>>;
};

/** Who a connection belongs to at the provider. `metadata` is kept with the connection, in clear. */
export type Account = { id: string; label: string; metadata?: Record<string, unknown> };

/** A try of settings. `param` is the setting that most likely is wrong. */
export type TestResult = { outcome: AttemptOutcome; account?: Account; param?: `metadata.${string}` };

/**
 * Everything the product knows about one destination. The catalog, the forms, validation and delivery come from
 * here; adding a destination is adding a folder with one of these.
 */
export type Destination = {
  integration: Integration;
  /** Undefined unless people connect by OAuth. */
  oauth: OAuthDescriptor | undefined;
  /** What the operator must configure before anybody can connect, as one sentence; undefined when nothing is missing. */
  missingSetup: (operator: OperatorSettings) => string | undefined;
  /** Checks what a caller sent. `previous` are the stored settings when a connection is edited. */
  parseSettings: (
    input: Record<string, unknown>,
    previous: Settings | undefined,
    isAllowed: UrlCheck,
  ) => SettingsResult;
  /** The settings as an answer shows them: secrets masked. */
  presentSettings: (settings: Settings) => Record<string, unknown>;
  /** Secrets that were created by this save and are shown this once. */
  revealOnce: (settings: Settings, previous: Settings | undefined) => Record<string, string>;
  deliver: (delivery: Delivery, access: Access) => Promise<AttemptOutcome>;
  /** Tries the settings without touching anybody's data. The outcome carries its exchange also when it went well. */
  test: (request: { workspaceId: string; now: Date }, access: Access) => Promise<TestResult>;
  /** What can be chosen in rules, by the data key that the actions' inputs name (`lists`, `tags`). */
  actionData: Readonly<Record<string, (access: Access) => Promise<Loaded<ActionDataItem[]>>>>;
  /** The same by name, for lists that can be longer than one reading of them; of others the list itself is searched. */
  searchActionData?: Readonly<Record<string, (access: Access, name: string) => Promise<Loaded<ActionDataItem[]>>>>;
  /** Asks the provider whether a rule with this metadata can work; a refusal is the caller's to mend. */
  checkRule?: (metadata: RuleMetadata, access: Access) => Promise<Loaded<undefined>>;
  /** Undefined when a mapping has no meaning: the destination takes events as they are. */
  fields: FieldSource | undefined;
  limits: DeliveryLimits | undefined;
  /** What the provider's own codes and statuses mean, where they say something of their own; for the documents. */
  refusals: Readonly<Record<string, FaultClass>>;
  /** What was never seen at the real provider, in sentences for operators: what is assumed, and what happens if not. */
  unseen: readonly string[];
  /** What becomes of what was sent and not answered, or cut off with its worker: sent again, or left to a person. */
  onAmbiguous: "retry" | "stop";
};

/** Undefined when the address may be called, else the sentence for the person who entered it. */
export type UrlCheck = (url: string) => string | undefined;
