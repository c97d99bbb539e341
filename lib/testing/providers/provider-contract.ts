import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import { CatalogField } from "#lib/contracts/field-catalogs.ts";
import { Integration } from "#lib/contracts/integrations.ts";
import type { RuleMetadata } from "#lib/contracts/rules.ts";
import { fitValues } from "#lib/server/domain/connections/mappings/fit-values.ts";
import { createEgressClient, type EgressClient, type EgressRequest } from "#lib/server/egress/egress-client.ts";
import type { Account, Delivery, Destination } from "#lib/server/providers/contract.ts";
import type { Access, Settings, Memory } from "#lib/server/providers/kit/access.ts";
import { deliveredEvent } from "#lib/server/providers/kit/delivered-event.ts";
import type { AttemptOutcome } from "#lib/server/providers/kit/outcome.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { OperatorSettings } from "#lib/server/runtime/provider-variables.ts";
import { createWorkBudget } from "#lib/server/runtime/work-budget.ts";
import { startScriptedProvider, type ScriptedAnswer, type ScriptedProvider, type Step } from "./scripted-provider.ts";

type Outcome = {
  kind: AttemptOutcome["kind"];
  code: AttemptOutcome["code"];
  reason?: string;
  isTargetGone?: boolean;
  retryAfterMs?: number;
  /** A part of the message. */
  says?: string | RegExp;
};

/** What a delivery starts from. */
type Given = {
  /** The rule's metadata besides `action`. */
  metadata?: Record<string, string>;
  /** What the mapping made of the payload, before it is fitted to the fields. */
  data?: Record<string, unknown>;
  /** The fields of the account; those that every account has unless given. */
  fields?: readonly CatalogField[];
  payload?: Record<string, unknown>;
  event?: string;
  /** What the connection remembers from before. */
  remembered?: Record<string, string>;
};

export type ActionContract = Given & {
  /** The usual way: exactly these requests, and the delivery is done. */
  steps: readonly Step[];
  /** The step that does the work, where refusals are tried; the last unless said. */
  mainStep?: number;
  /** Everything else: done already, created on the way, refused by a body in a 200. */
  cases: readonly (Given & { name: string; steps: readonly Step[]; outcome: Partial<Outcome> })[];
};

/** A way in which the provider says no, tried at every action. The names are the classes of the taxonomy. */
export type FaultContract = {
  class: "rate_limited" | "transient" | "auth" | "permission" | "target_gone" | "invalid";
  name: string;
  answer: ScriptedAnswer;
  outcome: Outcome;
  /** Only these actions can get it. */
  actions?: readonly string[];
};

export type ProviderContract = {
  destination: Destination;
  /** Of a connection as it is stored. Every secret must be a text that occurs nowhere else. */
  settings: Settings;
  operator?: OperatorSettings;
  /** The access token of an OAuth connection. */
  accessToken?: string;
  /** What every request carries: the credentials, and what the provider demands. */
  headers: Readonly<Record<string, string>>;
  /** The provider's own, for these settings; where every request goes unless the operator names another address. */
  baseUrl?: string;
  identify: { steps: readonly Step[]; account: Account };
  actions: Readonly<Record<string, ActionContract>>;
  faults: readonly FaultContract[];
  /** Classes that this provider cannot say, with the reason. */
  lacks?: Readonly<Partial<Record<FaultContract["class"], string>>>;
  actionData?: Readonly<Record<string, { steps: readonly Step[]; items: readonly ActionDataItem[] }>>;
  fields?: { steps: readonly Step[]; has: readonly CatalogField[] };
  /** The fields without which nothing may be sent, for the actions that find a person; `email` unless said. */
  needs?: Readonly<Record<string, string | undefined>>;
  onAmbiguous: "retry" | "stop";
};

export const NOW = new Date("2026-11-23T10:00:00.000Z");
export const RULE_EVENT_ID = "0199a3c2-9f10-7c3e-8b52-94a1f0c7d213";
const TIMEOUT_MS = 10_000;
/** Of a delivery that is left without an answer: the first of them in which it got that far. */
const PATIENCE_MS = [250, 1_000, 4_000, TIMEOUT_MS - 1_000];

/** The suite that every destination behind an HTTP API passes. */
export function describeProvider(contract: ProviderContract): void {
  const { destination } = contract;
  describe(`the contract of ${destination.integration.type}`, () => {
    describeCatalog(contract);
    describeReading(contract);
    for (const [key, action] of Object.entries(contract.actions)) describeAction(contract, key, action);
  });
}

/** Delivers to a scripted provider once: for cases that the suite does not know. */
export async function deliverOnce(
  contract: Pick<ProviderContract, "destination" | "settings" | "operator" | "accessToken" | "headers">,
  action: string,
  given: Given & { steps: readonly Step[] },
  timeoutMs = TIMEOUT_MS,
): Promise<{ outcome: AttemptOutcome; problems: string[]; memory: Map<string, string> }> {
  const provider = await startScriptedProvider();
  const egress = testEgress();
  const memory = new Map(Object.entries(given.remembered ?? {}));
  try {
    provider.script(given.steps, contract.headers);
    const access = accessTo(contract, provider, egress, timeoutMs);
    const data = fitted(contract.destination, given);
    const outcome = await contract.destination.deliver(buildDelivery(action, { ...given, data }, memory), access);
    return { outcome, problems: provider.problems(), memory };
  } finally {
    await provider.close();
    await egress.close();
  }
}

/** As the engine does before any provider sees it. */
function fitted({ fields }: Destination, given: Pick<Given, "data" | "fields">): Record<string, unknown> {
  const known = { fields: given.fields ?? fields?.fixed ?? [], isComplete: given.fields !== undefined };
  return fitValues(given.data ?? {}, known).data;
}

/** A destination's access to a scripted provider. */
export function accessTo(
  { settings, operator, accessToken }: Pick<ProviderContract, "settings" | "operator" | "accessToken">,
  provider: Pick<ScriptedProvider, "url">,
  egress: EgressClient,
  timeoutMs = TIMEOUT_MS,
): Access {
  const token = { value: accessToken ?? "", version: 1 };
  return {
    settings,
    operator: { ...operator, apiUrl: provider.url },
    tokens:
      accessToken === undefined
        ? undefined
        : {
            current: () => Promise.resolve({ ok: true, value: token }),
            renew: () =>
              Promise.resolve({ ok: false, fault: { class: "auth_failed", message: "There is no other token" } }),
          },
    egress,
    timeoutMs,
  };
}

export function testEgress(): EgressClient {
  return createEgressClient({
    allowPrivate: ["127.0.0.0/8"],
    connectTimeoutMs: TIMEOUT_MS,
    totalTimeoutMs: TIMEOUT_MS,
    responseBytesMax: 16 * 1024,
  });
}

function buildDelivery(action: string, given: Given, memory: Map<string, string>): Delivery {
  const metadata: RuleMetadata = { action, ...given.metadata };
  return {
    ruleEventId: RULE_EVENT_ID,
    event: deliveredEvent(
      {
        id: uuidv7(),
        workspaceId: uuidv7(),
        event: given.event ?? "user.signup",
        resource: "global",
        resourceId: undefined,
        createdAt: NOW,
      },
      JSON.stringify(given.payload ?? {}),
    ),
    action: metadata,
    data: given.data ?? {},
    memory: fakeMemory(memory),
    budget: createWorkBudget(),
    now: NOW,
    isTest: false,
  };
}

function fakeMemory(memory: Map<string, string>): Memory {
  return {
    recall: (key) => Promise.resolve(memory.get(key)),
    remember: (key, value) => Promise.resolve(void memory.set(key, value)),
    forget: (key) => Promise.resolve(void memory.delete(key)),
  };
}

function describeCatalog({ destination, actions, faults, lacks = {} }: ProviderContract): void {
  const { integration, actionData } = destination;

  it("is a good entry of the catalog", () => {
    expect(Integration.parse(integration)).toEqual(integration);
    const inputs = Object.values(integration.actions).flatMap(({ data = [] }) => data);
    const needed = inputs.filter(({ kind }) => kind !== "field").map(({ key }) => key);
    expect(Object.keys(actionData).toSorted()).toEqual([...new Set(needed)].toSorted());
    for (const field of destination.fields?.fixed ?? []) expect(CatalogField.parse(field)).toEqual(field);
  });

  it("has a contract for every action, and every class of refusal", () => {
    expect(Object.keys(actions).toSorted()).toEqual(Object.keys(integration.actions).toSorted());
    const classes = ["rate_limited", "transient", "auth", "permission", "target_gone", "invalid"] as const;
    const missing = classes.filter(
      (name) => lacks[name] === undefined && !faults.some((fault) => fault.class === name),
    );
    expect(missing).toEqual([]);
  });
}

function describeReading(contract: ProviderContract): void {
  const { destination, identify, actionData = {}, fields } = contract;
  let provider: ScriptedProvider;
  let egress: EgressClient;
  const access = () => accessTo(contract, provider, egress);
  beforeAll(async () => {
    provider = await startScriptedProvider();
    egress = testEgress();
  });
  afterAll(async () => {
    await provider.close();
    await egress.close();
  });

  it("knows whose account it is", async () => {
    provider.script(identify.steps, contract.headers);
    const { outcome, account } = await destination.test({ workspaceId: uuidv7(), now: NOW }, access());
    expect(provider.problems()).toEqual([]);
    expect(outcome).toMatchObject({ kind: "delivered", exchange: expect.anything() });
    expect(account).toEqual(identify.account);
    expectNoSecret(contract, outcome);
  });

  it.runIf(contract.baseUrl !== undefined)("asks at the provider's own address", async () => {
    const asked: string[] = [];
    const send = (request: EgressRequest) => {
      asked.push(request.url);
      return Promise.resolve({ kind: "blocked" as const, problem: "Nothing is sent here", durationMs: 0 });
    };
    const offline = { ...access(), operator: contract.operator ?? {}, egress: { ...egress, send } };
    await destination.test({ workspaceId: uuidv7(), now: NOW }, offline);
    expect(asked).toEqual([`${contract.baseUrl}${identify.steps[0]?.path}`]);
  });

  it("says which setting is wrong when the provider refuses it", async () => {
    const [first] = identify.steps;
    const refusal = contract.faults.find((fault) => fault.class === "auth");
    if (first === undefined || refusal === undefined) return;
    provider.script([{ ...first, answer: refusal.answer }], contract.headers);
    const { outcome, param } = await destination.test({ workspaceId: uuidv7(), now: NOW }, access());
    expect(outcome.kind).not.toBe("delivered");
    if (destination.oauth === undefined) expect(param).toMatch(/^metadata\./);
    expectNoSecret(contract, outcome);
  });

  it.each(Object.entries(actionData))("reads %s, all pages", async (key, { steps, items }) => {
    provider.script(steps, contract.headers);
    expect(await destination.actionData[key]?.(access())).toEqual({ ok: true, value: items });
    expect(provider.problems()).toEqual([]);
  });

  it("shows all of its action data here", () => {
    expect(Object.keys(actionData).toSorted()).toEqual(Object.keys(destination.actionData).toSorted());
  });

  it.runIf(fields !== undefined)("reads the fields of the account", async () => {
    provider.script(fields?.steps ?? [], contract.headers);
    const loaded = await destination.fields?.load(access());
    expect(provider.problems()).toEqual([]);
    expect(loaded).toMatchObject({ ok: true, value: expect.arrayContaining([...(fields?.has ?? [])]) });
    if (loaded?.ok === true) for (const field of loaded.value) expect(CatalogField.parse(field)).toEqual(field);
  });
}

function describeAction(contract: ProviderContract, key: string, action: ActionContract): void {
  const { faults, onAmbiguous } = contract;
  const main = action.mainStep ?? action.steps.length - 1;
  const until = (step: number, answer: ScriptedAnswer) =>
    action.steps.slice(0, step + 1).map((item, index) => (index === step ? { ...item, answer } : item));

  async function expectOutcome(
    given: Given & { steps: readonly Step[] },
    wanted: Partial<Outcome>,
    timeoutMs?: number,
  ) {
    const { outcome, problems } = await deliverOnce(contract, key, { ...action, ...given }, timeoutMs);
    const { says, ...rest } = wanted;
    expect({ problems, ...outcome }).toMatchObject({ problems: [], ...rest });
    if (says !== undefined) expect(outcome.message).toMatch(says);
    expectNoSecret(contract, outcome);
    return outcome;
  }

  /** How long this machine needs at the moment to come to the last of these steps. */
  async function enoughMs(given: { steps: readonly Step[] }): Promise<number> {
    for (const timeoutMs of PATIENCE_MS) {
      const { problems } = await deliverOnce(contract, key, { ...action, ...given }, timeoutMs);
      if (problems.length === 0) return 2 * timeoutMs;
    }
    return TIMEOUT_MS;
  }

  describe(`the action ${key}`, () => {
    it("sends exactly what the provider documents", async () => {
      await expectOutcome({ steps: action.steps }, { kind: "delivered", code: "delivered" });
    });

    it.each(action.cases)("$name", async ({ outcome, ...given }) => {
      await expectOutcome(given, outcome);
    });

    const own = faults.filter(({ actions }) => actions === undefined || actions.includes(key));
    it.each(own)("$class: $name", async ({ answer, outcome }) => {
      await expectOutcome({ steps: until(main, answer) }, outcome);
    });

    const steps = action.steps.map((step, index) => ({ index, method: step.method, path: step.path }));
    it.concurrent.each(steps)(
      "is tried again when $method $path (step $index) fails at the provider",
      async ({ index }) => {
        const retry = { kind: "retry", code: "rejected_server_error" } as const;
        await expectOutcome({ steps: until(index, { status: 503, text: "<html>Down</html>" }) }, retry);
        const asked = { status: 503, headers: { "retry-after": "30" }, text: "" };
        await expectOutcome({ steps: until(index, asked) }, { ...retry, retryAfterMs: 30_000 });
      },
    );

    it.concurrent.each(steps)(
      "does the honest thing when $method $path (step $index) is not answered",
      async ({ index, method }) => {
        const kind = onAmbiguous === "stop" && method !== "GET" ? "failed" : "retry";
        const given = { steps: until(index, "hang") };
        await expectOutcome(given, { kind, code: "timeout" }, await enoughMs(given));
        await expectOutcome({ steps: until(index, "drop") }, { kind, code: "network_error" });
      },
    );

    it.concurrent.each(steps)("survives nonsense from $method $path (step $index)", async ({ index }) => {
      for (const text of ["{", "[]", "null", '"text"', "<html>", "[[[1]]]", '{"data":null,"errors":7}']) {
        const { outcome } = await deliverOnce(contract, key, { ...action, steps: until(index, { status: 200, text }) });
        expect(outcome.code).not.toBe("internal_error");
      }
    });

    it("never shows a credential, whatever the provider repeats", async () => {
      const text = JSON.stringify(contract.headers) + listSecrets(contract).join(" ");
      const headers = {
        "x-echo": listSecrets(contract)
          .join(" ")
          .replaceAll(/[^\x20-\x7e]/g, ""),
      };
      const { outcome } = await deliverOnce(contract, key, {
        ...action,
        steps: until(main, { status: 400, headers, text }),
      });
      expectNoSecret(contract, outcome);
    });

    const needed = contract.needs !== undefined && key in contract.needs ? contract.needs[key] : "email";
    it.runIf(contract.destination.fields !== undefined && needed !== undefined)(
      "sends nothing without what finds the person",
      async () => {
        const { [needed ?? ""]: _, ...data } = action.data ?? {};
        const { outcome, problems } = await deliverOnce(contract, key, { ...action, data, steps: [] });
        expect({ problems, ...outcome }).toMatchObject({ problems: [], kind: "failed", code: "mapping_error" });
      },
    );
  });
}

function listSecrets({ settings, accessToken, operator }: ProviderContract): string[] {
  const all = [...Object.values(settings.secrets), accessToken, operator?.botToken, operator?.clientSecret];
  return all.flatMap((text) => (text === undefined || text === "" ? [] : [text]));
}

function expectNoSecret(contract: ProviderContract, shown: unknown): void {
  const text = JSON.stringify(shown);
  const encoded = Object.values(contract.headers).map((value) => value.replace(/^(Basic|Bearer|Bot) /, ""));
  const sent = encoded.filter((value) =>
    listSecrets(contract).some((secret) => value.includes(secret) || isBase64Of(value, secret)),
  );
  for (const secret of [...listSecrets(contract), ...sent]) expect(text).not.toContain(secret);
}

function isBase64Of(value: string, secret: string): boolean {
  return Buffer.from(value, "base64").toString("utf8").includes(secret);
}
