import { CircleCheck, CirclePause, PlugZap, Trash2 } from "lucide-react";
import type { Column } from "#components/patterns/column.ts";
import { RuleSentence } from "#components/patterns/rule-sentence.tsx";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Rule } from "#lib/contracts/rules.ts";

type Connections = ReadonlyMap<string, ConnectionSummary>;
type OnDelete = (ruleId: string) => void;

/** Without `onDelete` the session may only look. */
export function ruleColumns(connections: Connections, onDelete: OnDelete | undefined): readonly Column<Rule>[] {
  const columns: Column<Rule>[] = [
    {
      key: "rule",
      header: "Rule",
      isRowHeader: true,
      cell: (rule) => <RuleCell rule={rule} connection={connections.get(rule.connection)} />,
    },
    {
      key: "state",
      header: "State",
      width: "w-40",
      isHiddenOnNarrow: true,
      cell: (rule) => <RuleState rule={rule} connection={connections.get(rule.connection)} />,
    },
    {
      key: "created",
      header: "Created",
      width: "w-28",
      isHiddenOnNarrow: true,
      cell: (rule) => <Timestamp value={rule.created_at} className="text-soft" />,
    },
  ];
  return onDelete ? [...columns, actionsColumn(onDelete)] : columns;
}

type RuleProps = { rule: Rule; connection: ConnectionSummary | undefined };

function RuleCell({ rule, connection }: RuleProps) {
  return (
    <>
      <RuleSentence rule={rule} connectionName={connection?.name} />
      <span className="mt-1 block @2xl:hidden">
        <RuleState rule={rule} connection={connection} />
      </span>
    </>
  );
}

function RuleState({ rule, connection }: RuleProps) {
  if (!rule.active) {
    return (
      <Badge>
        <CirclePause aria-hidden />
        Off
      </Badge>
    );
  }
  if (connection && !connection.active) {
    return (
      <Badge tone="warning">
        <PlugZap aria-hidden />
        Connection inactive
      </Badge>
    );
  }
  return (
    <Badge tone="success">
      <CircleCheck aria-hidden />
      Active
    </Badge>
  );
}

function actionsColumn(onDelete: OnDelete): Column<Rule> {
  return {
    key: "actions",
    header: "Actions",
    width: "w-14",
    align: "end",
    isHeaderHidden: true,
    cell: (rule) => (
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Delete the rule for ${rule.event}`}
        title="Delete"
        onClick={() => onDelete(rule.id)}
      >
        <Trash2 aria-hidden />
      </Button>
    ),
  };
}
