import { eventsHref } from "#components/patterns/list-links.ts";
import type { useSession } from "#lib/client/session.ts";
import type { Problem, ProblemCode } from "#lib/contracts/problems.ts";

type Target = "connection" | "mapping" | "rule" | "retry";
export type ProblemAction = { target: Target; href: string };
type Can = ReturnType<typeof useSession>["can"];

/** What most likely mends a cause. The address and the account are settings of a connection. */
const TARGETS: Record<ProblemCode, Target> = {
  auth_failed: "connection",
  destination_gone: "connection",
  network_error: "connection",
  connection_inactive: "connection",
  mapping_error: "mapping",
  validation_failed: "mapping",
  invalid_request: "rule",
  destination_not_found: "rule",
  destination_conflict: "rule",
  payload_too_large: "rule",
  rejected_client_error: "rule",
  rejected_server_error: "retry",
  rate_limited: "retry",
  timeout: "retry",
  destination_timeout: "retry",
  internal_error: "retry",
};

/** The one action that helps, if this session may take it. Where nothing has to be mended, it is sending once more. */
export function problemAction(problem: Problem, can: Can): ProblemAction | undefined {
  const target = TARGETS[problem.outcome_code];
  switch (target) {
    case "connection":
      return can("write_connections") ? { target, href: `/workspace/connections/${problem.connection}` } : undefined;
    case "mapping":
      return can("write_connections")
        ? { target, href: `/workspace/connections/${problem.connection}/mappings` }
        : undefined;
    case "rule":
      return can("write_rules") ? { target, href: `/workspace/rules/${problem.rule}` } : undefined;
    case "retry":
      return can("retry_deliveries") && problem.failed_count > 0
        ? { target, href: problemEventsHref(problem, "failed") }
        : undefined;
  }
}

/** The events whose deliveries are in the problem now. */
export function problemEventsHref({ id }: Pick<Problem, "id">, status?: "failed"): string {
  return eventsHref({ problem: id, ...(status === undefined ? {} : { status: [status] }) });
}
