"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { useNow } from "#components/patterns/use-now.ts";
import { Select } from "#components/ui/select.tsx";
import { eventQueries } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

const EVENTS_MAX = 20;
const NOW_STEP_MS = 5_000;

/** The events to try a mapping on: those that went to this connection, or any while none did. */
export function usePreviewEvents(connectionId: string) {
  const { workspaceId, can } = useSession();
  const mayRead = can("read_payload");
  const own = useQuery({
    ...eventQueries.recent(workspaceId, { connection: connectionId }, EVENTS_MAX),
    enabled: mayRead,
  });
  const hasNone = own.data?.records.length === 0;
  const any = useQuery({ ...eventQueries.recent(workspaceId, {}, EVENTS_MAX), enabled: mayRead && hasNone });
  return { mayRead, isPending: own.isPending, events: (hasNone ? any.data?.records : own.data?.records) ?? [] };
}

type PreviewEventProps = {
  events: ReturnType<typeof usePreviewEvents>;
  value: string | undefined;
  onChange: (eventId: string) => void;
};

export function PreviewEvent({ events: { mayRead, isPending, events }, value, onChange }: PreviewEventProps) {
  const t = useTranslations(mappingsTexts);
  const formats = useFormats();
  const id = useId();
  const now = useNow(NOW_STEP_MS);
  if (!mayRead) {
    return <p className="text-sm text-soft">{t("preview.forbidden")}</p>;
  }
  if (!isPending && events.length === 0) {
    return <p className="text-sm text-soft">{t("preview.none")}</p>;
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-sm font-medium">
        {t("preview")}
      </label>
      <div className="min-w-0 flex-1 sm:max-w-96">
        <Select id={id} value={value ?? ""} disabled={isPending} onChange={({ target }) => onChange(target.value)}>
          {events.map((event) => (
            <option key={event.id} value={event.id}>
              {t("preview.event", { event: event.event, time: formats.relative(event.created_at, now) })}
            </option>
          ))}
        </Select>
      </div>
    </div>
  );
}
