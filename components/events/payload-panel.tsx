"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { lazily } from "#components/patterns/lazily.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { eventQueries } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";

export function PayloadPanel({ eventId }: { eventId: string }) {
  const t = useTranslations(eventTexts);
  const { can } = useSession();
  return (
    <Card aria-labelledby="payload-title">
      <CardHeader>
        <CardTitle id="payload-title">{t("payload.title")}</CardTitle>
      </CardHeader>
      <CardBody>{can("read_payload") ? <Payload eventId={eventId} /> : <PayloadWithheld />}</CardBody>
    </Card>
  );
}

function PayloadWithheld() {
  const t = useTranslations(eventTexts);
  const { session } = useSession();
  const why = session.role === "member" ? t("payload.withheld.member") : t("payload.withheld.session");
  return <p className="text-sm text-soft">{why}</p>;
}

function Payload({ eventId }: { eventId: string }) {
  const t = useTranslations(eventTexts);
  const { workspaceId } = useSession();
  const payload = useQuery(eventQueries.payload(workspaceId, eventId));
  if (payload.isPending) return <PayloadSkeleton />;
  if (payload.isLoadingError) {
    return <ErrorState title={t("payload.failed")} error={payload.error} onRetry={() => void payload.refetch()} />;
  }
  return <LazyPayloadView text={payload.data} label={t("payload.title")} />;
}

function PayloadSkeleton() {
  return (
    <div aria-busy className="space-y-3">
      <Skeleton className="w-1/3" />
      <Skeleton className="w-1/2" />
      <Skeleton className="w-1/4" />
    </div>
  );
}

const LazyPayloadView = lazily<{ text: string; label: string }>(
  async () => (await import("#components/events/payload-view.tsx")).PayloadView,
  PayloadSkeleton,
);
