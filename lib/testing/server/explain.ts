import { vi } from "vitest";
import { z } from "zod";
import type { TestDatabase } from "./test-database.ts";

type Plan = {
  "Node Type": string;
  "Relation Name"?: string | undefined;
  "Index Name"?: string | undefined;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number | undefined;
  "Rows Removed by Index Recheck"?: number | undefined;
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  Plans?: Plan[] | undefined;
};

const PlanNode: z.ZodType<Plan> = z.lazy(() =>
  z.object({
    "Node Type": z.string(),
    "Relation Name": z.string().optional(),
    "Index Name": z.string().optional(),
    "Actual Rows": z.number(),
    "Actual Loops": z.number(),
    "Rows Removed by Filter": z.number().optional(),
    "Rows Removed by Index Recheck": z.number().optional(),
    "Shared Hit Blocks": z.number(),
    "Shared Read Blocks": z.number(),
    Plans: z.array(PlanNode).optional(),
  }),
);
const Explained = z.tuple([z.object({ "QUERY PLAN": z.tuple([z.object({ Plan: PlanNode })]) })]);

export type Statement = { text: string; values: readonly unknown[] };

export type Reading = {
  /** Rows that the scans of the relation gave. */
  rows: number;
  /** Rows that they read and dropped. */
  inVain: number;
  blocks: number;
};

/** Runs a statement and says what its scans of these relations read. */
export async function explain(
  { pool }: TestDatabase,
  statement: Statement,
  relations: readonly string[],
): Promise<Reading> {
  const { rows } = await pool.query(`explain (analyze, buffers, format json) ${statement.text}`, [...statement.values]);
  const [{ "QUERY PLAN": plans }] = Explained.parse(rows);
  const scans = collectScans(plans[0].Plan).filter(
    ({ "Node Type": type, "Relation Name": name }) => type !== "ModifyTable" && relations.includes(name ?? ""),
  );
  const sum = (of: (plan: Plan) => number) => scans.reduce((total, plan) => total + of(plan) * plan["Actual Loops"], 0);
  return {
    rows: Math.round(sum((plan) => plan["Actual Rows"])),
    inVain: Math.round(
      sum((plan) => (plan["Rows Removed by Filter"] ?? 0) + (plan["Rows Removed by Index Recheck"] ?? 0)),
    ),
    // Blocks are counted over all loops already.
    blocks: scans.reduce((total, plan) => total + plan["Shared Hit Blocks"] + plan["Shared Read Blocks"], 0),
  };
}

function collectScans(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap((child) => collectScans(child))];
}

/**
 * What each statement that `work` sends over this database's pool read of these relations. Each is carried out once, by
 * its explanation, so that `work` sees no rows of it.
 */
export async function explainWork(
  database: TestDatabase,
  work: () => Promise<unknown>,
  relations: readonly string[],
): Promise<Reading[]> {
  const statements: Statement[] = [];
  const sent = vi.spyOn(database.pool, "query").mockImplementation((...call: unknown[]) => {
    statements.push(Sent.parse(call));
    return Promise.resolve({ rows: [], rowCount: 0 });
  });
  try {
    await work();
  } finally {
    sent.mockRestore();
  }
  const readings: Reading[] = [];
  for (const statement of statements) readings.push(await explain(database, statement, relations));
  return readings;
}

/** The statements that `work` sends over this database's pool. */
export async function recordStatements({ pool }: TestDatabase, work: () => Promise<unknown>): Promise<Statement[]> {
  const sent = vi.spyOn(pool, "query");
  try {
    await work();
    return sent.mock.calls.map((call: unknown[]) => Sent.parse(call));
  } finally {
    sent.mockRestore();
  }
}

const Sent = z
  .tuple([z.union([z.string(), z.object({ text: z.string(), values: z.array(z.unknown()).optional() })])], z.unknown())
  .transform(([query, values]) =>
    typeof query === "string"
      ? { text: query, values: z.array(z.unknown()).catch([]).parse(values) }
      : { text: query.text, values: query.values ?? z.array(z.unknown()).catch([]).parse(values) },
  );
