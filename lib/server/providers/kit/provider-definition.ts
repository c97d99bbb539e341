import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { AttemptWarning } from "#lib/contracts/attempts.ts";
import type { ErrorDetail } from "#lib/contracts/errors.ts";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { ActionInput, AuthenticationField, IntegrationType } from "#lib/contracts/integrations.ts";
import type { RuleMetadata } from "#lib/contracts/rules.ts";
import type { OperatorSettings } from "#lib/server/runtime/provider-variables.ts";
import type { WorkBudget } from "#lib/server/runtime/work-budget.ts";
import type { Account, UrlCheck } from "../contract.ts";
import type { Settings, Memory } from "./access.ts";
import type { ErrorRules } from "./classify-response.ts";
import type { DeliveredEvent } from "./delivered-event.ts";
import type { Loaded, Refused } from "./fault.ts";
import type { DeliveryLimits } from "./limits.ts";
import type { OAuthDescriptor } from "./oauth-descriptor.ts";
import type { ProviderApi } from "./provider-request.ts";

export type ApiKeyAuthentication = {
  type: "api_key";
  /** Fields of type `password` are secrets: sealed, and never shown. */
  fields: readonly AuthenticationField[];
  /** The field that a refused key is shown at. */
  keyField: string;
  /** The field that says where the API is, shown when nothing answers there as the provider would. */
  hostField?: string;
  /** Settings that depend on each other, or are written in several ways. Gets every field as a trimmed text. */
  normalize?: (values: Readonly<Record<string, string>>, isAllowed: UrlCheck) => NormalizedSettings;
};
export type NormalizedSettings = { ok: true; values: Record<string, string> } | { ok: false; problems: ErrorDetail[] };

export type OAuthAuthentication = { type: "oauth"; oauth: OAuthDescriptor };

/** Where the API is and how a request signs in. `auth` are headers too, and masked wherever a request is shown. */
export type ApiConnection = { baseUrl: string; headers?: Record<string, string>; auth: Record<string, string> };

export type ConnectContext = {
  settings: Settings;
  operator: OperatorSettings;
  /** Undefined for connections without OAuth. */
  accessToken: string | undefined;
};

/** What reading from the provider needs. */
export type Reading = { api: ProviderApi; settings: Settings; operator: OperatorSettings };

export type ActionRun = Reading & {
  /** The rule's own settings: the list, the template. */
  metadata: RuleMetadata;
  /** What the mapping made of the payload, by the keys of the field catalog. */
  data: Readonly<Record<string, unknown>>;
  event: DeliveredEvent;
  /** Stable over all attempts. */
  ruleEventId: string;
  memory: Memory;
  budget: WorkBudget;
  now: Date;
};

/** `note`: why nothing had to be done. `warnings`: what the provider did otherwise than it was asked to. */
export type ActionResult = { ok: true; note?: string; warnings?: readonly AttemptWarning[] } | Refused;

export type ProviderAction = {
  label: string;
  noun: string;
  description: string;
  /** What a rule must say; each fills one key of the rule's metadata. */
  inputs: readonly ActionInput[];
  perform: (run: ActionRun) => Promise<ActionResult>;
  /** Asked when a rule is saved: whether what it names can work. */
  check?: (reading: Reading, metadata: RuleMetadata) => Promise<Loaded<undefined>>;
};

export type ProviderFields = {
  /** Nothing but the catalog's fields can be written. */
  isClosed: boolean;
  fixed: readonly CatalogField[];
  /** All fields of this account, the fixed ones included; without it there are only the fixed ones. */
  load?: (reading: Reading) => Promise<Loaded<CatalogField[]>>;
};

/** A destination behind somebody's HTTP API, as data and the few functions that data cannot say. */
export type ProviderDefinition = {
  type: IntegrationType;
  name: string;
  authentication: ApiKeyAuthentication | OAuthAuthentication;
  /** More than an OAuth client that the operator must configure, as a sentence; undefined when nothing is missing. */
  missingSetup?: (operator: OperatorSettings) => string | undefined;
  connect: (context: ConnectContext) => ApiConnection;
  /** `operator`: with the operator's own credentials for every connection; the connection's tokens are not asked for. */
  signsInAs?: "connection" | "operator";
  errors: ErrorRules;
  /** Asks who the account is, without touching anybody's data. */
  identify: (reading: Reading) => Promise<Loaded<Account>>;
  actions: Readonly<Record<string, ProviderAction>>;
  actionData?: Readonly<Record<string, (reading: Reading) => Promise<Loaded<ActionDataItem[]>>>>;
  /** By name, for lists that can be longer than one reading of them. */
  searchActionData?: Readonly<Record<string, (reading: Reading, name: string) => Promise<Loaded<ActionDataItem[]>>>>;
  fields?: ProviderFields;
  limits?: DeliveryLimits;
  /** What was never seen at the real provider, in sentences for operators: what is assumed, and what happens if not. */
  unseen?: readonly string[];
  /** What becomes of a request that was sent and not answered: `stop` where a repetition would be a second message. */
  onAmbiguous: "retry" | "stop";
};
