import { CircleCheck, CirclePause, Pause, Pencil, Play, PlugZap, Trash2, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { Column } from "#components/patterns/column.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { RuleSentence } from "#components/patterns/rule-sentence.tsx";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import { rulesTexts } from "#lib/i18n/texts/rules.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Connections = ReadonlyMap<string, ConnectionSummary>;
export type RuleAction = "pause" | "delete";
type OnAction = (action: RuleAction, ruleId: string) => void;
type Translate = TranslateOf<typeof rulesTexts>;

/** Without `onAction` the session may only look. */
export function ruleColumns(
  connections: Connections,
  onAction: OnAction | undefined,
  t: Translate,
): readonly Column<Rule>[] {
  const columns: Column<Rule>[] = [
    {
      key: "rule",
      header: t("column.rule"),
      isRowHeader: true,
      cell: (rule) => <RuleCell rule={rule} connection={connections.get(rule.connection)} />,
    },
    {
      key: "state",
      header: t("column.state"),
      width: "w-40",
      isHiddenOnNarrow: true,
      cell: (rule) => <RuleState rule={rule} connection={connections.get(rule.connection)} />,
    },
    {
      key: "created",
      header: t("column.created"),
      width: "w-28",
      isHiddenOnNarrow: true,
      cell: (rule) => <Timestamp value={rule.created_at} className="text-soft" />,
    },
  ];
  return onAction ? [...columns, actionsColumn(onAction, t)] : columns;
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
  const t = useTranslations(rulesTexts);
  if (!rule.active) {
    return (
      <Badge>
        <CirclePause aria-hidden />
        <span>{t("state.paused")}</span>
      </Badge>
    );
  }
  if (rule.problem) {
    return (
      <Badge tone="danger">
        <TriangleAlert aria-hidden />
        <span>{t("state.broken")}</span>
      </Badge>
    );
  }
  if (connection && !connection.active) {
    return (
      <Badge tone="warning">
        <PlugZap aria-hidden />
        <span>{t("state.connection-inactive")}</span>
      </Badge>
    );
  }
  return (
    <Badge tone="success">
      <CircleCheck aria-hidden />
      <span>{t("state.active")}</span>
    </Badge>
  );
}

function actionsColumn(onAction: OnAction, t: Translate): Column<Rule> {
  return {
    key: "actions",
    header: t("column.actions"),
    width: "w-29",
    align: "end",
    isHeaderHidden: true,
    cell: (rule) => <Actions rule={rule} onAction={onAction} />,
  };
}

function Actions({ rule: { id, event, active }, onAction }: { rule: Rule; onAction: OnAction }) {
  const t = useTranslations(rulesTexts);
  const change = active ? "pause" : "resume";
  return (
    <span className="inline-flex gap-0.5">
      <Link
        href={`/workspace/rules/${id}`}
        prefetch={false}
        aria-label={t("edit.label", { event })}
        title={t("edit")}
        className={buttonVariants({ variant: "ghost", size: "icon" })}
      >
        <Pencil aria-hidden />
      </Link>
      <Button
        variant="ghost"
        size="icon"
        aria-label={t(`${change}.label`, { event })}
        title={t(change)}
        onClick={() => onAction("pause", id)}
      >
        {active ? <Pause aria-hidden /> : <Play aria-hidden />}
      </Button>
      <Button
        variant="ghost"
        size="icon"
        aria-label={t("delete.label", { event })}
        title={t("delete")}
        onClick={() => onAction("delete", id)}
      >
        <Trash2 aria-hidden />
      </Button>
    </span>
  );
}
