import type pg from "pg";
import { expect } from "vitest";
import { EventCreated } from "#lib/contracts/events.ts";
import type { Answer, Received } from "./receiver.ts";
import { apiClient } from "./api-client.ts";

export type Ledger = {
  /** The number in the payload of each event whose acceptance was read, by event id. */
  accepted: Map<string, number>;
  statuses: Map<number | "no answer", number>;
};

export function createLedger(): Ledger {
  return { accepted: new Map(), statuses: new Map() };
}

/** Emits at full speed with `clients` clients until `isOver`, and writes down every acceptance after it was read. */
export async function emitWhile(
  target: { url: string; key: string; clients: number },
  ledger: Ledger,
  isOver: () => boolean,
): Promise<void> {
  const api = apiClient(target.url, { kind: "publishable", key: target.key });
  let next = ledger.accepted.size * 1_000;
  const client = async () => {
    while (!isOver()) {
      const n = (next += 1);
      const answer = await api.send("POST", "/events", { event: "user.signup", payload: { n } }).catch(() => undefined);
      const status = answer?.status ?? "no answer";
      ledger.statuses.set(status, (ledger.statuses.get(status) ?? 0) + 1);
      if (status === 201) ledger.accepted.set(EventCreated.parse(answer?.body).event.id, n);
      else await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all(Array.from({ length: target.clients }, client));
}

/** How often the receiver answered 2xx, by `webhook-id`. */
export type Receipts = Map<string, number>;

export function countReceipts(receipts: Receipts, answer: (received: Received) => Answer) {
  return (received: Received): Answer => {
    const answered = answer(received);
    const id = String(received.headers["webhook-id"]);
    receipts.set(id, (receipts.get(id) ?? 0) + (answered.status < 300 ? 1 : 0));
    return answered;
  };
}

type RuleEventFacts = {
  id: string;
  status: string;
  attempt_count: number;
  rows: number;
  highest: number;
  interrupted: number;
};

/** Checks that nothing was lost and that everything adds up. Every event matches `rules` rules; all is quiet. */
export async function expectNothingLost(
  pool: pg.Pool,
  ledger: Ledger,
  receipts: Receipts,
  rules: number,
): Promise<{ duplicates: number; interrupted: number }> {
  await expectDurable(pool, ledger);
  await expectComplete(pool, rules);
  const { rows: facts } = await pool.query<RuleEventFacts>(
    `select re.id, re.status, re.attempt_count, count(a.id)::int as rows, coalesce(max(a.attempt_number), 0) as highest,
       (count(*) filter (where a.message like 'Interrupted%'))::int as interrupted
     from rule_events re left join attempts a on a.rule_event_id = re.id group by re.id`,
  );
  const known = new Set(facts.map(({ id }) => id));
  expect(
    [...receipts.keys()].filter((id) => !known.has(id)),
    "receipts without a rule event",
  ).toEqual([]);
  expect(
    facts.filter(({ status }) => status !== "completed"),
    "rule events that are not completed",
  ).toEqual([]);
  expect(
    facts.filter(({ id }) => (receipts.get(id) ?? 0) === 0),
    "completed without a receipt",
  ).toEqual([]);
  expect(
    facts.filter((fact) => fact.rows !== fact.attempt_count || fact.highest !== fact.rows),
    "attempts that do not add up",
  ).toEqual([]);
  const duplicates = [...receipts.values()].reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  const interrupted = facts.reduce((sum, fact) => sum + fact.interrupted, 0);
  return { duplicates, interrupted };
}

async function expectDurable(pool: pg.Pool, ledger: Ledger): Promise<void> {
  const { rows } = await pool.query<{ id: string; n: number }>("select id, (payload ->> 'n')::int as n from events");
  const stored = new Map(rows.map(({ id, n }) => [id, n]));
  expect(
    [...ledger.accepted].filter(([id, n]) => stored.get(id) !== n),
    "accepted events that are lost or changed",
  ).toEqual([]);
}

async function expectComplete(pool: pg.Pool, rules: number): Promise<void> {
  const { rows } = await pool.query(
    `select e.id, e.status, e.total_rules, e.completed_count, count(re.id)::int as rule_events, count(distinct re.rule_id)::int as rules
     from events e left join rule_events re on re.event_id = e.id group by e.id
     having e.status <> 'completed' or e.total_rules <> $1 or e.completed_count <> $1 or count(re.id) <> $1 or count(distinct re.rule_id) <> $1`,
    [rules],
  );
  expect(rows, "events that do not add up").toEqual([]);
}
