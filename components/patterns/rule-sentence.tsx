import type { ReactNode } from "react";
import { INTEGRATION_NAMES } from "#components/patterns/integration-names.ts";
import { humanizeKey } from "#components/patterns/plain-words.ts";
import type { Rule } from "#lib/contracts/rules.ts";

type RuleSentenceProps = { rule: Rule; connectionName?: string | undefined };

function Strong({ children }: { children: ReactNode }) {
  return <strong className="font-semibold break-words text-ink">{children}</strong>;
}

function Scope({ rule }: { rule: Rule }) {
  if (rule.resource === undefined && rule.resource_id === undefined) return null;
  return (
    <span>
      <span>on </span>
      <Strong>{rule.resource ?? "any resource"}</Strong>
      {rule.resource_id === undefined ? null : (
        <span>
          <span> / </span>
          <Strong>{rule.resource_id}</Strong>
        </span>
      )}
      <span> </span>
    </span>
  );
}

/** What the action works on, by the name that it had when the rule was made. */
function Chosen({ rule: { metadata } }: { rule: Rule }) {
  const { name, id, option, value } = metadata;
  const what = name ?? id;
  if (what === undefined || what === "") return null;
  const detail = option ?? value;
  return (
    <>
      <span> · </span>
      <Strong>{detail === undefined || detail === "" ? what : `${what}: ${detail}`}</Strong>
    </>
  );
}

/** "When user.signup happens on order / o_1 → Team · Send message · #general" */
export function RuleSentence({ rule, connectionName }: RuleSentenceProps) {
  return (
    <span className="font-normal text-soft">
      <span>When </span>
      <Strong>{rule.event}</Strong>
      <span> happens </span>
      <Scope rule={rule} />
      <span aria-hidden>→</span>
      <span className="sr-only">send it to</span>
      <span> </span>
      <Strong>{connectionName ?? INTEGRATION_NAMES[rule.type]}</Strong>
      <span>{` · ${humanizeKey(rule.metadata.action)}`}</span>
      <Chosen rule={rule} />
    </span>
  );
}
