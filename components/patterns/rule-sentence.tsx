"use client";

import type { ReactNode } from "react";
import { useActionName } from "#components/patterns/action-words.ts";
import { useLocale, useTranslations } from "#components/patterns/language.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";

type RuleSentenceProps = { rule: Rule; connectionName?: string | undefined };

/** Names are data: of whichever script they are, they keep the words around them in order. */
function Strong({ children }: { children: ReactNode }) {
  return (
    <strong dir="auto" className="font-semibold break-words text-ink">
      {children}
    </strong>
  );
}

const tags = {
  name: (inside: ReactNode) => <Strong>{inside}</Strong>,
  arrow: (inside: ReactNode) => (
    <>
      <span aria-hidden className="inline-block rtl:-scale-x-100">
        →
      </span>
      <span className="sr-only">{inside}</span>
    </>
  ),
};

/** What the action works on, by the name that it had when the rule was made. */
function chosenText({ metadata: { name, id, option, value } }: Rule): string | undefined {
  const what = name ?? id;
  if (what === undefined || what === "") return undefined;
  const detail = option ?? value;
  return detail === undefined || detail === "" ? what : `${what}: ${detail}`;
}

function Chosen({ rule }: { rule: Rule }) {
  const text = chosenText(rule);
  if (text === undefined) return null;
  return (
    <>
      <span> · </span>
      <Strong>{text}</Strong>
    </>
  );
}

/** The sentence as text alone, for lists to choose from. */
export function useRuleText() {
  const t = useTranslations(commonTexts);
  const destination = useTranslations(destinationsTexts);
  const actionName = useActionName();
  const { direction } = useLocale();
  return ({ rule, connectionName }: RuleSentenceProps): string => {
    const when = t.plain("rule.when", {
      event: rule.event,
      scope: scopeOf(rule),
      resource: rule.resource ?? "",
      id: rule.resource_id ?? "",
      name: (inside) => inside.join(""),
      arrow: () => (direction === "rtl" ? "←" : "→"),
    });
    const chosen = chosenText(rule);
    const action = actionName(rule.type, rule.metadata.action);
    return [`${when} ${connectionName ?? destination(rule.type)}`, action, ...(chosen ? [chosen] : [])].join(" · ");
  };
}

function scopeOf({ resource, resource_id: id }: Rule): "none" | "resource" | "id" | "both" {
  if (id === undefined) return resource === undefined ? "none" : "resource";
  return resource === undefined ? "id" : "both";
}

/** "When user.signup happens on order / o_1 → Team · Send message · #general" */
export function RuleSentence({ rule, connectionName }: RuleSentenceProps) {
  const t = useTranslations(commonTexts);
  const destination = useTranslations(destinationsTexts);
  const actionName = useActionName();
  return (
    <span className="font-normal text-soft">
      <span>
        {t.rich("rule.when", {
          event: rule.event,
          scope: scopeOf(rule),
          resource: rule.resource ?? "",
          id: rule.resource_id ?? "",
          ...tags,
        })}
      </span>
      <span> </span>
      <Strong>{connectionName ?? destination(rule.type)}</Strong>
      <span> · </span>
      <bdi>{actionName(rule.type, rule.metadata.action)}</bdi>
      <Chosen rule={rule} />
    </span>
  );
}
