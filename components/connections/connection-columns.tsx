import { Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { HealthBadge } from "#components/connections/health-badge.tsx";
import type { Column } from "#components/patterns/column.ts";
import { INTEGRATION_NAMES } from "#components/patterns/plain-words.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import type { Connection } from "#lib/contracts/connections.ts";

function hostOf({ metadata }: Connection): string {
  const url = metadata["url"];
  return typeof url === "string" && URL.canParse(url) ? new URL(url).host : "–";
}

type OnDelete = (connectionId: string) => void;

/** Without `onDelete` the session may only look. */
export function connectionColumns(onDelete: OnDelete | undefined): readonly Column<Connection>[] {
  return onDelete ? [...readColumns, actionsColumn(onDelete)] : readColumns;
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
    key: "host",
    header: "Host",
    isHiddenOnNarrow: true,
    cell: (connection) => <span className="block truncate text-soft">{hostOf(connection)}</span>,
  },
  { key: "health", header: "Health", width: "w-28", cell: (connection) => <HealthBadge connection={connection} /> },
  {
    key: "updated",
    header: "Updated",
    width: "w-28",
    isHiddenOnNarrow: true,
    cell: (connection) => <Timestamp value={connection.updated_at} className="text-soft" />,
  },
];

function NameCell({ connection }: { connection: Connection }) {
  return (
    <>
      <span className="block truncate">{connection.name}</span>
      <span className="block truncate text-xs font-normal text-soft @2xl:hidden">{hostOf(connection)}</span>
    </>
  );
}

function actionsColumn(onDelete: OnDelete): Column<Connection> {
  return {
    key: "actions",
    header: "Actions",
    width: "w-22",
    align: "end",
    isHeaderHidden: true,
    cell: (connection) => (
      <span className="inline-flex gap-0.5">
        <Link
          href={`/workspace/connections/${connection.id}`}
          aria-label={`Edit ${connection.name}`}
          title="Edit"
          className={buttonVariants({ variant: "ghost", size: "icon" })}
        >
          <Pencil aria-hidden />
        </Link>
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Delete ${connection.name}`}
          title="Delete"
          onClick={() => onDelete(connection.id)}
        >
          <Trash2 aria-hidden />
        </Button>
      </span>
    ),
  };
}
