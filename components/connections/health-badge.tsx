import { CircleCheck, PlugZap, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { useWarnings } from "#components/patterns/permission-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { connectionsTexts } from "#lib/i18n/texts/connections.ts";

export function HealthBadge({ connection }: { connection: Connection }) {
  const t = useTranslations(connectionsTexts);
  const common = useTranslations(commonTexts);
  const warnings = useWarnings(connection);
  if (connection.active && warnings.length > 0) {
    return (
      <Badge tone="warning" title={warnings.map(({ message }) => message).join(" ")}>
        <TriangleAlert aria-hidden />
        <span>{t("health.warnings", { count: warnings.length })}</span>
      </Badge>
    );
  }
  if (connection.active) {
    return (
      <Badge tone="success">
        <CircleCheck aria-hidden />
        <span>{t("health.active")}</span>
      </Badge>
    );
  }
  const why = connection.inactive_reason ? common(`inactive.${connection.inactive_reason}.what`) : undefined;
  return (
    <Badge tone="danger" title={why}>
      <PlugZap aria-hidden />
      <InactiveWords why={why} />
    </Badge>
  );
}

function InactiveWords({ why }: { why: string | undefined }) {
  const t = useTranslations(connectionsTexts);
  if (why === undefined) return <span>{t("health.inactive")}</span>;
  return t.rich("health.inactive.why", { why, hidden: hide });
}

function hide(inside: ReactNode) {
  return <span className="sr-only">{inside}</span>;
}
