import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OAuthAttemptStatus } from "#lib/contracts/oauth-attempts.ts";
import { createOrganization } from "#lib/server/domain/tenancy/organizations/organizations.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/server/test-database.ts";
import { isFinal, mayFollow, moveAuthorization } from "./authorization-states.ts";

/** What can happen to an attempt, each as its code does it. */
const MOVES = {
  open: { to: "at_provider" },
  ask: { to: "confirming", from: ["at_provider"] },
  complete: { to: "completed", from: ["at_provider"] },
  accept: { to: "completed", from: ["confirming"] },
  refuse: { to: "failed", from: ["at_provider"] },
  cancel: { to: "canceled" },
  expire: { to: "expired" },
} as const satisfies Record<string, { to: OAuthAttemptStatus; from?: readonly OAuthAttemptStatus[] }>;
type MoveName = keyof typeof MOVES;
const NAMES = Object.keys(MOVES).filter((name): name is MoveName => name in MOVES);

let database: TestDatabase;
let workspaceId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { id: organizationId } = await createOrganization(database.db, "Acme");
  workspaceId = uuidv7();
  await database.pool.query("insert into workspaces (id, organization_id, name) values ($1, $2, 'w')", [
    workspaceId,
    organizationId,
  ]);
});
afterAll(() => database.drop());

async function makeAttempt(status: OAuthAttemptStatus): Promise<string> {
  const id = uuidv7();
  await database.pool.query(
    `insert into oauth_attempts (id, workspace_id, is_reconnect, type, status, ticket_hash, grant_sealed, created_by, expires_at)
     values ($1, $2, false, 'slack', $3, $4, 'sealed', 'test', now() + interval '1 hour')`,
    [id, workspaceId, status, `ticket of ${id}`],
  );
  await database.pool.query(
    "insert into oauth_openings (id, attempt_id, state_hash, browser_hash, verifier_sealed) values ($1, $2, $3, 'b', 'v')",
    [uuidv7(), id, `state of ${id}`],
  );
  return id;
}

async function read(id: string) {
  const { rows } = await database.pool.query<{ status: OAuthAttemptStatus; secrets: number }>(
    `select a.status, (select count(*)::int from oauth_openings o
       where o.attempt_id = a.id and (o.state_hash is not null or o.verifier_sealed is not null))
       + (a.grant_sealed is not null)::int as secrets
     from oauth_attempts a where a.id = $1`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) throw new Error("The attempt is gone");
  return row;
}

const apply = async (id: string, name: MoveName) =>
  (await moveAuthorization(database.db, id, MOVES[name])) !== undefined;

function mayApply(status: OAuthAttemptStatus, name: MoveName): boolean {
  const { to, from }: { to: OAuthAttemptStatus; from?: readonly OAuthAttemptStatus[] } = MOVES[name];
  return mayFollow(status, to) && (from === undefined || from.includes(status));
}

it("does what the table of transitions says, for every sequence of three", async () => {
  const sequences = NAMES.flatMap((a) => NAMES.flatMap((b) => NAMES.map((c) => [a, b, c])));
  for (let start = 0; start < sequences.length; start += 8) {
    await Promise.all(
      sequences.slice(start, start + 8).map(async (sequence) => {
        const id = await makeAttempt("waiting");
        let expected: OAuthAttemptStatus = "waiting";
        for (const name of sequence) {
          const isLegal = mayApply(expected, name);
          expect(await apply(id, name), `${sequence.join(", ")}: ${name} from ${expected}`).toBe(isLegal);
          if (isLegal) expected = MOVES[name].to;
        }
        const { status, secrets } = await read(id);
        expect(status, sequence.join(", ")).toBe(expected);
        if (isFinal(expected)) expect(secrets, sequence.join(", ")).toBe(0);
      }),
    );
  }
});

it("is decided once, whatever happens at the same moment", async () => {
  const several = fc.array(fc.constantFrom(...NAMES), { minLength: 2, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<OAuthAttemptStatus>("waiting", "at_provider", "confirming"),
      several,
      async (first, names) => {
        const id = await makeAttempt(first);
        const won = await Promise.all(
          names.map(async (name) => ((await apply(id, name)) ? MOVES[name].to : undefined)),
        );
        const ends = won.filter((to) => to !== undefined && isFinal(to));
        expect(ends.length).toBeLessThanOrEqual(1);
        const { status, secrets } = await read(id);
        if (ends.length === 1) expect([status, secrets]).toEqual([ends[0], 0]);
        else expect(isFinal(status)).toBe(false);
        // Nothing comes after the end.
        if (isFinal(status)) for (const name of NAMES) expect(await apply(id, name)).toBe(false);
      },
    ),
    { numRuns: 60 },
  );
});
