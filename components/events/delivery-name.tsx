"use client";

import { useActionName } from "#components/patterns/action-words.ts";
import { useTranslations } from "#components/patterns/language.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";

/** "Team chat · Send message" */
export function DeliveryName({ ruleEvent }: { ruleEvent: RuleEvent }) {
  const destination = useTranslations(destinationsTexts);
  const actionName = useActionName();
  const { connection_name: name, integration_type: type, action } = ruleEvent;
  return (
    <>
      <bdi>{name ?? destination(type)}</bdi>
      {action ? <span className="font-normal text-soft">{` · ${actionName(type, action)}`}</span> : null}
    </>
  );
}
