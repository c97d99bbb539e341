import type pg from "pg";
import { expect } from "vitest";
import { EventCreated } from "#lib/contracts/events.ts";
import { apiClient } from "../api/api-client.ts";
import { UndeclaredAnswer } from "../api/checked-fetch.ts";
import type { Answer, Received } from "../api/receiver.ts";
import { until } from "./until.ts";

export type Ledger = {
  /** The number in the payload of each event whose acceptance was read, by event id. */
  accepted: Map<string, number>;
  statuses: Map<number | "no answer", number>;
};

type Target = { url: string; key: string; clients: number };

export function createLedger(): Ledger {
  return { accepted: new Map(), statuses: new Map() };
}

/** Emits at full speed with `clients` clients until `isOver`, and writes down every acceptance after it was read. */
export async function emitWhile(target: Target, ledger: Ledger, isOver: () => boolean): Promise<void> {
  const api = apiClient(target.url, { kind: "publishable", key: target.key });
  let next = ledger.accepted.size * 1_000;
  const client = async () => {
    while (!isOver()) {
      const n = (next += 1);
      const answer = await api
        .send("POST", "/events", { event: "user.signup", payload: { n } })
        .catch(refusedConnection);
      const status = answer?.status ?? "no answer";
      ledger.statuses.set(status, (ledger.statuses.get(status) ?? 0) + 1);
      if (status === 201) ledger.accepted.set(EventCreated.parse(answer?.body).event.id, n);
      else await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all(Array.from({ length: target.clients }, client));
}

/** The numbers that were sent as Idempotency-Key and whose acceptance was not read yet. */
export type Unanswered = Set<number>;

/** Sends this number under its key and writes down its acceptance, if there is one. */
async function sendNumber(target: Target, ledger: Ledger, unanswered: Unanswered, n: number): Promise<void> {
  const api = apiClient(target.url, { kind: "publishable", key: target.key });
  const headers = { "idempotency-key": `number ${n}` };
  const body = { event: "user.signup", payload: { n } };
  const answer = await api.send("POST", "/events", body, headers).catch(refusedConnection);
  const status = answer?.status ?? "no answer";
  ledger.statuses.set(status, (ledger.statuses.get(status) ?? 0) + 1);
  if (status !== 201) return;
  ledger.accepted.set(EventCreated.parse(answer?.body).event.id, n);
  unanswered.delete(n);
}

/** Like `emitWhile`, with a key for each event. What had no answer is sent again, and one in four twice at once. */
export async function emitOnceWhile(
  target: Target,
  ledger: Ledger,
  unanswered: Unanswered,
  isOver: () => boolean,
): Promise<void> {
  const open = [...unanswered];
  let next = ledger.accepted.size * 1_000;
  const client = async () => {
    while (!isOver()) {
      const n = open.pop() ?? (next += 1);
      unanswered.add(n);
      const times = n % 4 === 0 ? 2 : 1;
      await Promise.all(Array.from({ length: times }, () => sendNumber(target, ledger, unanswered, n)));
      if (!unanswered.has(n)) continue;
      open.push(n);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all(Array.from({ length: target.clients }, client));
}

/** Sends what had no answer until all of it has one. */
export async function answerAll(target: Target, ledger: Ledger, unanswered: Unanswered): Promise<void> {
  await until("every number to be answered", async () => {
    await Promise.all([...unanswered].map((n) => sendNumber(target, ledger, unanswered, n)));
    return unanswered.size === 0;
  });
}

/** While a server is away there is no answer; an answer that is wrong still fails. */
function refusedConnection(error: unknown): undefined {
  if (error instanceof UndeclaredAnswer) throw error;
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

/** Checks that every number was stored exactly once, and that all answers for it were the same event. */
export async function expectOncePerKey(pool: pg.Pool, ledger: Ledger): Promise<void> {
  const numbers = [...ledger.accepted.values()];
  expect(new Set(numbers).size, "numbers that were answered with two events").toBe(numbers.length);
  const { rows } = await pool.query<{ id: string }>("select id from events");
  expect(
    rows.filter(({ id }) => !ledger.accepted.has(id)),
    "events that no answer named",
  ).toEqual([]);
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
