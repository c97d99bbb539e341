import {
  CreateRule,
  DeletedRule,
  ListRulesQuery,
  PatchRule,
  Rule,
  RuleCreated,
  RulesPage,
} from "#lib/contracts/rules.ts";
import { getRule, listRules } from "#lib/server/domain/rules/read-rules.ts";
import { createRule, deleteRule, patchRule } from "#lib/server/domain/rules/write-rules.ts";
import { param, route } from "../route.ts";

export const ruleRoutes = [
  route({
    method: "GET",
    path: "/rules",
    operationId: "getRules",
    tag: "Rules",
    summary: "List the rules of the organization",
    access: { machine: true },
    query: ListRulesQuery,
    response: RulesPage,
    handle: ({ ctx, query }) => listRules(ctx, query),
  }),
  route({
    method: "POST",
    path: "/rules",
    operationId: "createRule",
    tag: "Rules",
    summary: "Create a rule",
    conflicts: [409],
    access: { machine: true, session: "write_rules" },
    body: CreateRule,
    status: 201,
    response: RuleCreated,
    handle: ({ ctx, body }) => createRule(ctx, body),
  }),
  route({
    method: "GET",
    path: "/rules/:rule_id",
    operationId: "getRule",
    tag: "Rules",
    summary: "Read a rule",
    access: { machine: true, session: "read_rules" },
    response: Rule,
    handle: ({ ctx, params }) => getRule(ctx, param(params, "rule_id")),
  }),
  route({
    method: "PATCH",
    path: "/rules/:rule_id",
    operationId: "patchRule",
    tag: "Rules",
    summary: "Change, pause or resume a rule",
    description:
      "Changes what is sent and keeps the rest; `null` clears `resource` or `resource_id`, and `metadata` is replaced as " +
      "a whole. The next event is matched by the rule as it is then. Deliveries that exist already go on, with the new " +
      "`metadata` from their next attempt.",
    isExtension: true,
    conflicts: [409],
    access: { machine: true, session: "write_rules" },
    body: PatchRule,
    response: Rule,
    handle: ({ ctx, params, body }) => patchRule(ctx, param(params, "rule_id"), body),
  }),
  route({
    method: "DELETE",
    path: "/rules/:rule_id",
    operationId: "deleteRule",
    tag: "Rules",
    summary: "Delete a rule",
    access: { machine: true, session: "write_rules" },
    response: DeletedRule,
    handle: ({ ctx, params }) => deleteRule(ctx, param(params, "rule_id")),
  }),
];
