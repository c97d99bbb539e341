"use client";

import { Lock } from "lucide-react";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { emptyStatesTexts } from "#lib/i18n/texts/empty-states.ts";

type NoWriteAccessProps = {
  what: "connections.create" | "connections.edit" | "rules.create" | "rules.edit" | "mappings.view";
};

export function NoWriteAccess({ what }: NoWriteAccessProps) {
  const t = useTranslations(emptyStatesTexts);
  return (
    <EmptyState icon={Lock} title={t(`forbidden.${what}`)}>
      {t("forbidden.ask")}
    </EmptyState>
  );
}
