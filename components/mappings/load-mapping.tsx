"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRightLeft } from "lucide-react";
import { useFieldWords } from "#components/mappings/field-words.ts";
import { MappingEditor } from "#components/mappings/mapping-editor.tsx";
import { MappingSkeleton } from "#components/mappings/mapping-skeleton.tsx";
import { MappingView } from "#components/mappings/mapping-view.tsx";
import { describeError } from "#components/patterns/describe-error.ts";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { mappingQueries } from "#lib/client/mappings.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

/** A stored mapping can be seen and changed also while the account cannot say its fields. */
export function LoadMapping({ connection }: { connection: Connection }) {
  const { workspaceId, can } = useSession();
  const t = useTranslations(mappingsTexts);
  const common = useTranslations(commonTexts);
  const destination = useTranslations(destinationsTexts);
  const catalog = useQuery({ ...mappingQueries.fields(workspaceId, connection.id), select: useFieldWords() });
  const mapping = useQuery(mappingQueries.default(workspaceId, connection.id));
  if (catalog.isPending || mapping.isPending) return <MappingSkeleton />;
  if (mapping.isLoadingError) return <ErrorState error={mapping.error} onRetry={() => void mapping.refetch()} />;
  if (catalog.isSuccess && catalog.data.fields.length === 0 && mapping.data.mapping.schema.fields.length === 0) {
    return (
      <EmptyState icon={ArrowRightLeft} title={t("empty.title")}>
        {t("empty.text", { destination: destination(connection.type) })}
      </EmptyState>
    );
  }
  const props = { connection, catalog: catalog.data, result: mapping.data };
  return (
    <div className="space-y-4">
      {catalog.isLoadingError ? (
        <Alert tone="warning">
          {t.rich("account.unread", {
            strong: (inside) => <strong className="font-semibold">{inside}</strong>,
            reason: describeError(catalog.error, common).text,
          })}
        </Alert>
      ) : null}
      {can("write_connections") ? <MappingEditor {...props} /> : <MappingView {...props} />}
    </div>
  );
}
