import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { Integration, IntegrationAction } from "#lib/contracts/integrations.ts";
import type { Delivery, Destination, FieldSource, TestResult } from "../contract.ts";
import type { Access, Settings } from "./access.ts";
import { parseApiKeySettings } from "./api-key-settings.ts";
import { outcomeOfFault, refused, type Fault, type Loaded } from "./fault.ts";
import type { DeliveryLimits } from "./limits.ts";
import type { AttemptOutcome, Exchange } from "./outcome.ts";
import { openApi, type ApiSession } from "./provider-api.ts";
import type {
  ActionResult,
  ProviderAction,
  ProviderDefinition,
  ProviderFields,
  Reading,
} from "./provider-definition.ts";

/** The destination that a definition describes. */
export function defineProvider(definition: ProviderDefinition): Destination {
  const { authentication, actions, actionData = {}, searchActionData = {} } = definition;
  const openReading = (access: Access) => open(definition, access).reading;
  return {
    integration: toIntegration(definition),
    oauth: authentication.type === "oauth" ? authentication.oauth : undefined,
    missingSetup: (operator) => missingClient(definition, operator) ?? definition.missingSetup?.(operator),
    parseSettings: (input, previous, isAllowed) =>
      authentication.type === "oauth"
        ? NOT_BY_SETTINGS
        : parseApiKeySettings(authentication, input, previous, isAllowed),
    presentSettings: (settings) => present(settings, authentication.type),
    revealOnce: () => ({}),
    deliver: (delivery, access) => deliver(definition, delivery, access),
    test: (_request, access) => test(definition, access),
    actionData: Object.fromEntries(
      Object.entries(actionData).map(([key, load]) => [key, (access: Access) => load(openReading(access))]),
    ),
    searchActionData: Object.fromEntries(
      Object.entries(searchActionData).map(([key, search]) => [
        key,
        (access: Access, name: string) => search(openReading(access), name),
      ]),
    ),
    checkRule: async (metadata, access) => {
      const check = findAction(actions, metadata.action)?.check;
      return check === undefined ? { ok: true, value: undefined } : check(openReading(access), metadata);
    },
    fields: definition.fields && fieldSource(definition.fields, openReading),
    limits: definition.limits ?? NO_LIMITS,
    refusals: { ...definition.errors.codes, ...definition.errors.statuses },
    unseen: definition.unseen ?? [],
    onAmbiguous: definition.onAmbiguous,
  };
}

/** A provider's `Retry-After` holds back the whole connection, also where nothing else limits it. */
const NO_LIMITS: DeliveryLimits = { requestsPerDelivery: 1 };

function open(definition: ProviderDefinition, access: Access): { reading: Reading; session: ApiSession } {
  const session = openApi(definition, access);
  return { session, reading: { api: session.api, settings: access.settings, operator: access.operator } };
}

function toIntegration({ type, name, authentication, actions }: ProviderDefinition): Integration {
  return {
    name,
    type,
    authentication:
      authentication.type === "oauth"
        ? { type: "oauth", oauth: { version: 2 }, fields: [...(authentication.oauth.options ?? [])] }
        : { type: "api_key", fields: [...authentication.fields] },
    actions: Object.fromEntries(Object.entries(actions).map(([key, action]) => [key, toCatalog(key, action)])),
  };
}

function toCatalog(key: string, { label, noun, description, inputs }: ProviderAction): IntegrationAction {
  const fields = inputs.flatMap((input) =>
    input.kind === "advanced" ? [input.field, input.options.field] : [input.field],
  );
  return { key, label, noun, fields, data: [...inputs], display: { label, description } };
}

function findAction(actions: ProviderDefinition["actions"], key: string): ProviderAction | undefined {
  return Object.hasOwn(actions, key) ? actions[key] : undefined;
}

function missingClient(
  { name, type, authentication }: ProviderDefinition,
  { clientId, clientSecret }: Access["operator"],
): string | undefined {
  if (authentication.type !== "oauth" || (clientId !== undefined && clientSecret !== undefined)) return undefined;
  const prefix = `MESHES_PROVIDER_${type.toUpperCase()}`;
  return `Register an OAuth client with ${name} and set ${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET`;
}

/** What an OAuth connection knows comes from its provider and not from callers. */
const NOT_BY_SETTINGS: ReturnType<Destination["parseSettings"]> = {
  ok: false,
  problems: [{ param: "metadata", msg: "This destination is connected by OAuth and has no settings" }],
};

function present({ metadata, secrets }: Settings, type: "api_key" | "oauth"): Record<string, unknown> {
  if (type === "oauth") return metadata;
  return { ...metadata, ...Object.fromEntries(Object.keys(secrets).map((key) => [key, SECRET_MASK])) };
}

async function deliver(definition: ProviderDefinition, delivery: Delivery, access: Access): Promise<AttemptOutcome> {
  const startedAt = performance.now();
  const { reading, session } = open(definition, access);
  const { action: metadata, data, event, ruleEventId, memory, budget, now } = delivery;
  const action = findAction(definition.actions, metadata.action);
  const result =
    action === undefined
      ? refused("invalid", `${definition.name} has no action ${metadata.action}`)
      : await action.perform({ ...reading, metadata, data, event, ruleEventId, memory, budget, now });
  const durationMs = performance.now() - startedAt;
  const outcome = result.ok
    ? { ...delivered(definition.name, result), durationMs, ...lastAnswer(session) }
    : faultOutcome(definition, result.fault, durationMs);
  return session.isUsed() ? outcome : { ...outcome, progress: "not_sent" };
}

function delivered(provider: string, { note, warnings = [] }: Extract<ActionResult, { ok: true }>) {
  const done = note === undefined ? `Delivered to ${provider}` : `Nothing to do at ${provider}: ${note}`;
  const message = note === undefined ? [done, ...warnings.map((warning) => warning.message)].join(". ") : done;
  return { kind: "delivered", code: "delivered", message, ...(warnings.length === 0 ? {} : { warnings }) } as const;
}

function lastAnswer(session: ApiSession): { statusCode?: number; exchange?: Exchange } {
  const exchange = session.lastExchange();
  if (exchange === undefined) return {};
  const { statusCode } = exchange;
  return { exchange, ...(statusCode === undefined ? {} : { statusCode }) };
}

function faultOutcome(definition: ProviderDefinition, fault: Fault, durationMs: number): AttemptOutcome {
  const { onAmbiguous, authentication } = definition;
  return outcomeOfFault(fault, { durationMs, onAmbiguous, authentication: authentication.type });
}

async function test(definition: ProviderDefinition, access: Access): Promise<TestResult> {
  const startedAt = performance.now();
  const { reading, session } = open(definition, access);
  const identified = await definition.identify(reading);
  const durationMs = performance.now() - startedAt;
  if (!identified.ok) {
    const outcome = faultOutcome(definition, identified.fault, durationMs);
    const param = likelySetting(definition, identified.fault);
    return param === undefined ? { outcome } : { outcome, param };
  }
  const account = identified.value;
  const message = `${definition.name} knows this account: ${account.label}`;
  return {
    account,
    outcome: { kind: "delivered", code: "delivered", message, durationMs, ...lastAnswer(session) },
  };
}

/** The setting that most likely is wrong. */
function likelySetting({ authentication }: ProviderDefinition, fault: Fault): TestResult["param"] {
  if (authentication.type === "oauth") return undefined;
  const { hostField, keyField } = authentication;
  const isElsewhere = fault.transport !== undefined || fault.class === "target_gone";
  return `metadata.${isElsewhere && hostField !== undefined ? hostField : keyField}`;
}

function fieldSource(fields: ProviderFields, readingOf: (access: Access) => Reading): FieldSource {
  const { isClosed, fixed, load } = fields;
  const loadFixed = (): Promise<Loaded<ProviderFields["fixed"][number][]>> =>
    Promise.resolve({ ok: true, value: [...fixed] });
  return { isClosed, fixed, load: (access) => (load === undefined ? loadFixed() : load(readingOf(access))) };
}
