import Link from "next/link";
import { summarizeIntegration } from "#components/connections/catalog-words.ts";
import { DestinationLogo } from "#components/patterns/destination-logo.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { Integration } from "#lib/contracts/integrations.ts";
import { connectionsTexts } from "#lib/i18n/texts/connections.ts";

type DestinationTileProps = { integration: Integration; connected: number };

/** The whole tile leads on; what is read out is the name. */
export function DestinationTile({ integration, connected }: DestinationTileProps) {
  const t = useTranslations(connectionsTexts);
  const { type, name } = integration;
  return (
    <li className="relative flex min-w-0 gap-3 rounded-lg border bg-surface p-3 shadow-card hover:bg-hover">
      <DestinationLogo type={type} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={`/workspace/connections/new/${type}`}
            prefetch={false}
            className="font-medium after:absolute after:inset-0 after:rounded-lg hover:underline"
          >
            {name}
          </Link>
          {connected > 0 ? <Badge>{t("catalog.connected", { count: connected })}</Badge> : null}
        </p>
        <p className="mt-0.5 text-sm text-soft">{summarizeIntegration(integration)}</p>
      </div>
    </li>
  );
}
