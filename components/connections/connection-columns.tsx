import { Pause, Pencil, Play, PlugZap, Trash2 } from "lucide-react";
import Link from "next/link";
import { connectionLocation } from "#components/connections/account-label.ts";
import { HealthBadge } from "#components/connections/health-badge.tsx";
import type { Column } from "#components/patterns/column.ts";
import { DestinationLogo } from "#components/patterns/destination-logo.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { needsReconnect } from "#components/patterns/needs-reconnect.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import { connectionsTexts } from "#lib/i18n/texts/connections.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

export type ConnectionAction = "pause" | "delete";
type OnAction = (action: ConnectionAction, connectionId: string) => void;
type Translate = TranslateOf<typeof connectionsTexts>;

/** Without `onAction` the session may only look. */
export function connectionColumns(onAction: OnAction | undefined, t: Translate): readonly Column<Connection>[] {
  return onAction ? [...readColumns(t), actionsColumn(onAction, t)] : readColumns(t);
}

function readColumns(t: Translate): readonly Column<Connection>[] {
  return [
    {
      key: "name",
      header: t("column.name"),
      isRowHeader: true,
      cell: (connection) => <NameCell connection={connection} />,
    },
    {
      key: "type",
      header: t("column.type"),
      width: "w-28",
      isHiddenOnNarrow: true,
      cell: ({ type }) => <TypeCell type={type} />,
    },
    {
      key: "place",
      header: t("column.place"),
      isHiddenOnNarrow: true,
      cell: (connection) => (
        <span className="block truncate text-soft">
          <bdi>{connectionLocation(connection)}</bdi>
        </span>
      ),
    },
    {
      key: "health",
      header: t("column.health"),
      width: "w-28",
      isHiddenOnNarrow: true,
      cell: (connection) => <HealthBadge connection={connection} />,
    },
    {
      key: "updated",
      header: t("column.updated"),
      width: "w-28",
      isHiddenOnNarrow: true,
      cell: (connection) => <Timestamp value={connection.updated_at} className="text-soft" />,
    },
  ];
}

function TypeCell({ type }: Pick<Connection, "type">) {
  const destination = useTranslations(destinationsTexts);
  return <span>{destination(type)}</span>;
}

/** Narrow tables have no room beside the name for anything but the actions, so the rest stands below it. */
function NameCell({ connection }: { connection: Connection }) {
  return (
    <span className="flex items-start gap-2.5 @2xl:items-center">
      <DestinationLogo type={connection.type} size="sm" />
      <span className="min-w-0 flex-1">
        <span className="block break-words @2xl:truncate">
          <bdi>{connection.name}</bdi>
        </span>
        <span className="mt-0.5 block truncate text-xs font-normal text-soft @2xl:hidden">
          <bdi>{connectionLocation(connection)}</bdi>
        </span>
        <span className="mt-1 block @2xl:hidden">
          <HealthBadge connection={connection} />
        </span>
      </span>
    </span>
  );
}

function actionsColumn(onAction: OnAction, t: Translate): Column<Connection> {
  return {
    key: "actions",
    header: t("column.actions"),
    width: "w-21 @2xl:w-29",
    align: "end",
    isHeaderHidden: true,
    cell: (connection) => <Actions connection={connection} onAction={onAction} />,
  };
}

function Actions({ connection, onAction }: { connection: Connection; onAction: OnAction }) {
  const t = useTranslations(connectionsTexts);
  const { id, name, active, inactive_reason: reason } = connection;
  return (
    <span className="inline-flex gap-0.5">
      <span className="hidden @2xl:inline">
        <Link
          href={`/workspace/connections/${id}`}
          aria-label={t("action.edit.label", { name })}
          title={t("action.edit")}
          className={buttonVariants({ variant: "ghost", size: "icon" })}
        >
          <Pencil aria-hidden />
        </Link>
      </span>
      {needsReconnect(reason) ? (
        <Link
          href={`/workspace/connections/${id}`}
          aria-label={t("action.reconnect.label", { name })}
          title={t("action.reconnect")}
          className={buttonVariants({ variant: "ghost", size: "icon" })}
        >
          <PlugZap aria-hidden />
        </Link>
      ) : (
        <Button
          variant="ghost"
          size="icon"
          aria-label={t(active ? "action.pause.label" : "action.resume.label", { name })}
          title={t(active ? "action.pause" : "action.resume")}
          onClick={() => onAction("pause", id)}
        >
          {active ? <Pause aria-hidden /> : <Play aria-hidden />}
        </Button>
      )}
      <Button
        variant="ghost"
        size="icon"
        aria-label={t("action.delete.label", { name })}
        title={t("action.delete")}
        onClick={() => onAction("delete", id)}
      >
        <Trash2 aria-hidden />
      </Button>
    </span>
  );
}
