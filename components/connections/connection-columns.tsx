import { Pause, Pencil, Play, PlugZap, Trash2 } from "lucide-react";
import Link from "next/link";
import { connectionLocation } from "#components/connections/account-label.ts";
import { HealthBadge } from "#components/connections/health-badge.tsx";
import type { Column } from "#components/patterns/column.ts";
import { DestinationLogo } from "#components/patterns/destination-logo.tsx";
import { INTEGRATION_NAMES } from "#components/patterns/integration-names.ts";
import { needsReconnect } from "#components/patterns/needs-reconnect.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import type { Connection } from "#lib/contracts/connections.ts";

export type ConnectionAction = "pause" | "delete";
type OnAction = (action: ConnectionAction, connectionId: string) => void;

/** Without `onAction` the session may only look. */
export function connectionColumns(onAction: OnAction | undefined): readonly Column<Connection>[] {
  return onAction ? [...readColumns, actionsColumn(onAction)] : readColumns;
}

const readColumns: readonly Column<Connection>[] = [
  { key: "name", header: "Name", isRowHeader: true, cell: (connection) => <NameCell connection={connection} /> },
  {
    key: "type",
    header: "Type",
    width: "w-28",
    isHiddenOnNarrow: true,
    cell: ({ type }) => INTEGRATION_NAMES[type],
  },
  {
    key: "place",
    header: "Account or host",
    isHiddenOnNarrow: true,
    cell: (connection) => <span className="block truncate text-soft">{connectionLocation(connection)}</span>,
  },
  {
    key: "health",
    header: "Health",
    width: "w-28",
    isHiddenOnNarrow: true,
    cell: (connection) => <HealthBadge connection={connection} />,
  },
  {
    key: "updated",
    header: "Updated",
    width: "w-28",
    isHiddenOnNarrow: true,
    cell: (connection) => <Timestamp value={connection.updated_at} className="text-soft" />,
  },
];

/** Narrow tables have no room beside the name for anything but the actions, so the rest stands below it. */
function NameCell({ connection }: { connection: Connection }) {
  return (
    <span className="flex items-start gap-2.5 @2xl:items-center">
      <DestinationLogo type={connection.type} size="sm" />
      <span className="min-w-0 flex-1">
        <span className="block break-words @2xl:truncate">{connection.name}</span>
        <span className="mt-0.5 block truncate text-xs font-normal text-soft @2xl:hidden">
          {connectionLocation(connection)}
        </span>
        <span className="mt-1 block @2xl:hidden">
          <HealthBadge connection={connection} />
        </span>
      </span>
    </span>
  );
}

function actionsColumn(onAction: OnAction): Column<Connection> {
  return {
    key: "actions",
    header: "Actions",
    width: "w-21 @2xl:w-29",
    align: "end",
    isHeaderHidden: true,
    cell: (connection) => <Actions connection={connection} onAction={onAction} />,
  };
}

function Actions({ connection, onAction }: { connection: Connection; onAction: OnAction }) {
  const { id, name, active, inactive_reason: reason } = connection;
  const verb = active ? "Pause" : "Resume";
  return (
    <span className="inline-flex gap-0.5">
      <span className="hidden @2xl:inline">
        <Link
          href={`/workspace/connections/${id}`}
          aria-label={`Edit ${name}`}
          title="Edit"
          className={buttonVariants({ variant: "ghost", size: "icon" })}
        >
          <Pencil aria-hidden />
        </Link>
      </span>
      {needsReconnect(reason) ? (
        <Link
          href={`/workspace/connections/${id}`}
          aria-label={`Reconnect ${name}`}
          title="Reconnect"
          className={buttonVariants({ variant: "ghost", size: "icon" })}
        >
          <PlugZap aria-hidden />
        </Link>
      ) : (
        <Button
          variant="ghost"
          size="icon"
          aria-label={`${verb} ${name}`}
          title={verb}
          onClick={() => onAction("pause", id)}
        >
          {active ? <Pause aria-hidden /> : <Play aria-hidden />}
        </Button>
      )}
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Delete ${name}`}
        title="Delete"
        onClick={() => onAction("delete", id)}
      >
        <Trash2 aria-hidden />
      </Button>
    </span>
  );
}
