import { CircleCheck, CirclePause, Pause, Pencil, Play, PlugZap, Trash2, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { Column } from "#components/patterns/column.ts";
import { RuleSentence } from "#components/patterns/rule-sentence.tsx";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Rule } from "#lib/contracts/rules.ts";

type Connections = ReadonlyMap<string, ConnectionSummary>;
export type RuleAction = "pause" | "delete";
type OnAction = (action: RuleAction, ruleId: string) => void;

/** Without `onAction` the session may only look. */
export function ruleColumns(connections: Connections, onAction: OnAction | undefined): readonly Column<Rule>[] {
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
  return onAction ? [...columns, actionsColumn(onAction)] : columns;
}

type RuleProps = { rule: Rule; connection: ConnectionSummary | undefined };

function RuleCell({ rule, connection }: RuleProps) {
  return (
    <>
      <RuleSentence rule={rule} connectionName={connection?.name} />
      {rule.problem ? <span className="mt-1 block text-xs text-danger">{rule.problem}</span> : null}
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
        <span>Paused</span>
      </Badge>
    );
  }
  if (rule.problem) {
    return (
      <Badge tone="danger">
        <TriangleAlert aria-hidden />
        <span>Broken</span>
      </Badge>
    );
  }
  if (connection && !connection.active) {
    return (
      <Badge tone="warning">
        <PlugZap aria-hidden />
        <span>Connection inactive</span>
      </Badge>
    );
  }
  return (
    <Badge tone="success">
      <CircleCheck aria-hidden />
      <span>Active</span>
    </Badge>
  );
}

function actionsColumn(onAction: OnAction): Column<Rule> {
  return {
    key: "actions",
    header: "Actions",
    width: "w-29",
    align: "end",
    isHeaderHidden: true,
    cell: (rule) => <Actions rule={rule} onAction={onAction} />,
  };
}

function Actions({ rule: { id, event, active }, onAction }: { rule: Rule; onAction: OnAction }) {
  const verb = active ? "Pause" : "Resume";
  return (
    <span className="inline-flex gap-0.5">
      <Link
        href={`/workspace/rules/${id}`}
        prefetch={false}
        aria-label={`Edit the rule for ${event}`}
        title="Edit"
        className={buttonVariants({ variant: "ghost", size: "icon" })}
      >
        <Pencil aria-hidden />
      </Link>
      <Button
        variant="ghost"
        size="icon"
        aria-label={`${verb} the rule for ${event}`}
        title={verb}
        onClick={() => onAction("pause", id)}
      >
        {active ? <Pause aria-hidden /> : <Play aria-hidden />}
      </Button>
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Delete the rule for ${event}`}
        title="Delete"
        onClick={() => onAction("delete", id)}
      >
        <Trash2 aria-hidden />
      </Button>
    </span>
  );
}
