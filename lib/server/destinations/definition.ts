import type { ErrorDetail } from "../../contracts/errors.ts";
import type { ActionDataItem } from "../../contracts/action-data.ts";
import type { CatalogField } from "../../contracts/field-catalogs.ts";
import type { Integration } from "../../contracts/integrations.ts";
import type { RuleMetadata } from "../../contracts/rules.ts";
import type { EgressClient } from "../egress/egress-client.ts";
import type { AttemptOutcome } from "./outcome.ts";
import type { Loaded, ProviderApi } from "./provider-api.ts";

/** A connection's settings: what may be shown, and the secrets that are sealed and never shown. */
export type Settings = { metadata: Record<string, unknown>; secrets: Record<string, string> };

export type SettingsResult =
  | { ok: true; settings: Settings; skipTest: boolean }
  | { ok: false; problems: ErrorDetail[] };

export type DeliveredEvent = {
  id: string;
  workspaceId: string;
  event: string;
  resource: string;
  resourceId: string | undefined;
  createdAt: Date;
  payload: Record<string, unknown>;
};

export type Delivery = {
  /** Stable over all attempts: the receiver's idempotency key. */
  ruleEventId: string;
  event: DeliveredEvent;
  action: RuleMetadata;
  settings: Settings;
  now: Date;
  isTest: boolean;
};

/** What a loader reads with: the opened settings, and the provider's API through the guarded egress. */
export type ProviderAccess = { settings: Settings; api: ProviderApi };

/** The fields that a mapping can fill. */
export type FieldSource = {
  /** Nothing but these fields can be written, so a mapping to another one is refused. */
  isClosed: boolean;
  load(access: ProviderAccess): Promise<Loaded<CatalogField[]>>;
};

/** A try of the settings, before they are saved or when somebody asks for it. */
export type TestRequest = { workspaceId: string; settings: Settings; now: Date };

/**
 * Everything the product knows about one destination. The catalogue, the forms, validation and delivery come from
 * here; adding a destination is adding a folder with one of these.
 */
export type Destination = {
  integration: Integration;
  /** Checks what a caller sent. `previous` are the stored settings when a connection is edited. */
  parseSettings(input: Record<string, unknown>, previous: Settings | undefined, isAllowed: UrlCheck): SettingsResult;
  /** The settings as an answer shows them: secrets masked. */
  presentSettings(settings: Settings): Record<string, unknown>;
  /** Secrets that were created by this save and are shown this once. */
  revealOnce(settings: Settings, previous: Settings | undefined): Record<string, string>;
  deliver(delivery: Delivery, egress: EgressClient): Promise<AttemptOutcome>;
  /** Tries the settings without touching anybody's data. The outcome carries its exchange also when it went well. */
  test(request: TestRequest, egress: EgressClient): Promise<AttemptOutcome>;
  /** What can be chosen in rules, by the data key that the actions' inputs name (`lists`, `tags`). */
  actionData: Readonly<Record<string, (access: ProviderAccess) => Promise<Loaded<ActionDataItem[]>>>>;
  /** Undefined when a mapping has no meaning: the destination takes events as they are. */
  fields: FieldSource | undefined;
  /** Where a failed test is shown in the form: the parameter that most likely is wrong. */
  testedParam: `metadata.${string}`;
};

/** Undefined when the address may be called, else the sentence for the person who entered it. */
export type UrlCheck = (url: string) => string | undefined;
