import type { Destination } from "#lib/server/providers/contract.ts";
import type { FaultClass } from "#lib/server/providers/kit/fault.ts";
import { code, table } from "./destination-words.ts";

type Remedy = { happens: string; toDo: string };

/** What no table of a provider says: the statuses that every one of them has. */
const STATUSES: Partial<Record<FaultClass, readonly string[]>> = {
  auth_failed: ["401"],
  permission: ["403"],
  target_gone: ["404", "410"],
  rate_limited: ["429"],
  transient: ["408", "425", "5xx"],
};

const ORDER: readonly FaultClass[] = [
  "auth_failed",
  "permission",
  "target_gone",
  "invalid",
  "rate_limited",
  "transient",
];

/** `auth_expired` and `auth_revoked` end like `auth_failed`, when renewing the access did not help. */
const AS: Partial<Record<FaultClass, FaultClass>> = { auth_expired: "auth_failed", auth_revoked: "auth_failed" };

/** What a provider's refusals mean, and what mends them; from the table by which its answers are read. */
export function failureTable({ integration, oauth, refusals }: Destination): string {
  if (integration.type === "webhook") return "";
  const { name } = integration;
  const rows = ORDER.map((faultClass) => {
    const { happens, toDo } = findRemedy(faultClass, oauth === undefined);
    return [describeAnswers(faultClass, refusals), happens, toDo];
  });
  const nothingSent = [
    "nothing was asked (`mapping_error`)",
    "Fails: the action needs a value that neither the mapping nor the payload has.",
    "Map the field named in the attempt, or send it in the payload, then retry.",
  ];
  return [
    `Each attempt shows the words of ${name}, and its own code in \`provider_code\`.`,
    table([`${name} answers`, "The delivery", "What to do"], [...rows, nothingSent]),
  ].join("\n\n");
}

function findRemedy(faultClass: FaultClass, isKey: boolean): Remedy {
  switch (faultClass) {
    case "permission":
      return {
        happens: "Fails; the connection stays active.",
        toDo: "Give the account or the app what the attempt names, such as a scope, a role or a plan, then retry.",
      };
    case "target_gone":
      return {
        happens: "Fails, and the rule is marked as broken.",
        toDo: "Choose something that exists in the rule, then retry.",
      };
    case "rate_limited":
      return { happens: "Is retried when the provider says so.", toDo: "Nothing." };
    case "transient":
      return { happens: "Is retried on the [schedule](../delivery.md).", toDo: "Nothing." };
    case "invalid":
    case "mapping":
      return { happens: "Fails.", toDo: "Fix the mapping, the rule or the payload as the attempt says, then retry." };
    case "auth_failed":
    case "auth_expired":
    case "auth_revoked":
      return {
        happens: "The connection becomes inactive, and the delivery waits for up to 72 hours.",
        toDo: isKey
          ? "Enter a valid key in the connection; waiting deliveries are then sent."
          : "Reconnect the account; waiting deliveries are then sent.",
      };
  }
}

function describeAnswers(faultClass: FaultClass, refusals: Destination["refusals"]): string {
  const said = Object.entries(refusals).map(([answer, meaning]) => ({ answer, meaning: AS[meaning] ?? meaning }));
  const others = new Set(said.filter(({ meaning }) => meaning !== faultClass).map(({ answer }) => answer));
  const statuses = (STATUSES[faultClass] ?? []).filter((status) => !others.has(status));
  const own = said.filter(({ meaning }) => meaning === faultClass).map(({ answer }) => answer);
  const all = [...new Set([...statuses, ...own])].map((answer) => (/^\dxx$/.test(answer) ? answer : code(answer)));
  return [...all, ...(faultClass === "invalid" ? ["any other refusal"] : [])].join(", ");
}
