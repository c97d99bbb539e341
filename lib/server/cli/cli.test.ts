import { describe, expect, vi } from "vitest";
import { z } from "zod";
import { CreatedSession, CurrentSession } from "#lib/contracts/sessions.ts";
import { RotatedPublishableKey, Workspace, WorkspacesPage } from "#lib/contracts/workspaces.ts";
import { ok } from "#lib/testing/api/answers.ts";
import { apiClient } from "#lib/testing/api/api-client.ts";
import { readPublishableKey, uniqueName } from "#lib/testing/api/factories.ts";
import { runCli, type CliResult } from "#lib/testing/server/run-cli.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { createProgram } from "./program.ts";
import { createShell } from "./shell.ts";

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const UNKNOWN = "0190a000-0000-7000-8000-000000000000";
const ORIGIN = ["--origin", "https://app.example.com"];
const ErrorDocument = z.strictObject({ error: z.object({ name: z.string(), message: z.string() }) });
const MadeKey = z.object({ access_key: z.string(), secret_key: z.string(), organization_id: z.string() });

const it = base.extend("cli", ({ server, tenant }) => {
  const run = (...args: string[]) => runCli(args, { ...server.database.variables });
  /** The one JSON document that a command printed, with nothing else on either stream. */
  async function json<T extends z.ZodType>(schema: T, ...args: string[]): Promise<z.output<T>> {
    const result = await run(...args, "--json");
    expect(result).toMatchObject({ code: 0, stderr: "" });
    return schema.parse(JSON.parse(result.stdout));
  }
  async function text(...args: string[]): Promise<string> {
    const result = await run(...args);
    expect(result).toMatchObject({ code: 0, stderr: "" });
    return result.stdout;
  }
  /** The one document that machines get of a refusal; its message is what people read. */
  async function refused(code: 1 | 2, name: string, ...args: string[]): Promise<string> {
    const result = await run(...args, "--json");
    expect(result).toMatchObject({ code, stderr: "" });
    const { error } = ErrorDocument.parse(JSON.parse(result.stdout));
    expect(error.name).toBe(name);
    return error.message;
  }
  const statusOf = async (key: z.infer<typeof MadeKey>) => {
    const ids = { organizationId: key.organization_id, accessKey: key.access_key, secretKey: key.secret_key };
    return (await server.as({ ...tenant, ...ids }).send("GET", "/workspaces")).status;
  };
  const createKey = (...args: string[]) =>
    json(z.object({ key: MadeKey }), "key", "create", tenant.organizationId, ...args);
  return { run, json, text, refused, statusOf, createKey };
});

describe("organization", () => {
  it("is made with a machine key that works, and listed", async ({ cli }) => {
    const name = uniqueName("Acme");
    const schema = z.object({ organization: z.object({ id: z.uuidv4(), name: z.string() }), key: MadeKey });
    const made = await cli.json(schema, "organization", "create", name, "--key");
    expect(made.organization.name).toBe(name);
    expect(await cli.statusOf(made.key)).toBe(200);
    const listed = await cli.json(
      z.object({ organizations: z.array(z.object({ id: z.string() })) }),
      "organization",
      "list",
    );
    expect(listed.organizations.map(({ id }) => id)).toContain(made.organization.id);
    expect(await cli.text("organization", "list")).toMatch(
      new RegExp(`^ID +NAME +CREATED\n(.*\n)*${made.organization.id} +${name} `),
    );
  });

  it("says for people what was made, the secret once", async ({ cli }) => {
    const said = await cli.text("organization", "create", "Acme", "--key");
    expect(said).toMatch(/^Organization +[0-9a-f-]{36}\nName +Acme\nAccess key +mk_\S{22}\nSecret key +\S{43}\n/);
  });

  it("is refused without a name", async ({ cli }) => {
    await cli.refused(2, "Usage", "organization", "create");
    await cli.refused(2, "Usage", "organization", "create", "  ");
  });

  it("takes no control character in a name, and shows none", async ({ cli }) => {
    const message = await cli.refused(2, "Usage", "organization", "create", "Red \u001b[31m");
    expect(message).toContain("U+001B");
    expect(message).not.toContain("\u001b");
  });
});

describe("key", () => {
  const listed = z.object({
    keys: z.array(
      z.object({ access_key: z.string(), name: z.string(), status: z.string(), revoked_at: z.string().nullable() }),
    ),
  });

  it("is made, works, is listed without its secret, and ends at once when it is revoked", async ({ tenant, cli }) => {
    const { key } = await cli.createKey("--name", "Billing");
    expect(await cli.statusOf(key)).toBe(200);
    const before = await cli.run("key", "list", tenant.organizationId, "--json");
    expect(before.stdout).not.toContain(key.secret_key);
    expect(await cli.text("key", "revoke", tenant.organizationId, key.access_key, "--yes")).toBe(
      `Revoked ${key.access_key}\n`,
    );
    await expect.poll(() => cli.statusOf(key), { timeout: 5_000, interval: 10 }).toBe(401);
    const { keys } = await cli.json(listed, "key", "list", tenant.organizationId);
    expect(keys.find(({ access_key }) => access_key === key.access_key)).toMatchObject({
      name: "Billing",
      status: "revoked",
    });
    expect(keys.find(({ access_key }) => access_key === tenant.accessKey)).toMatchObject({
      status: "active",
      revoked_at: null,
    });
    expect(await cli.text("key", "list", tenant.organizationId)).toMatch(
      new RegExp(`${key.access_key} +Billing +revoked `),
    );
  });

  it("may be revoked twice", async ({ tenant, cli }) => {
    const { key } = await cli.createKey();
    const revoke = () =>
      cli.json(z.object({ is_new: z.boolean() }), "key", "revoke", tenant.organizationId, key.access_key, "--yes");
    expect([await revoke(), await revoke()]).toEqual([{ is_new: true }, { is_new: false }]);
  });

  it("is not revoked without being asked when nobody can be asked", async ({ tenant, cli }) => {
    const { key } = await cli.createKey();
    expect(await cli.refused(2, "Usage", "key", "revoke", tenant.organizationId, key.access_key)).toContain("--yes");
    expect(await cli.statusOf(key)).toBe(200);
  });

  it("is found only in its own organization", async ({ server, tenant, cli }) => {
    const other = await server.tenant();
    await cli.refused(1, "NotFound", "key", "revoke", other.organizationId, tenant.accessKey, "--yes");
    await cli.refused(1, "NotFound", "key", "list", UNKNOWN);
    await cli.refused(1, "NotFound", "key", "create", UNKNOWN);
    expect(
      await cli.statusOf({
        access_key: tenant.accessKey,
        secret_key: tenant.secretKey,
        organization_id: tenant.organizationId,
      }),
    ).toBe(200);
  });
});

describe("workspace", () => {
  const Made = z.object({ workspace: Workspace.extend({ publishable_key: z.object({ public_key: z.string() }) }) });

  it("is made with its publishable key, and listed", async ({ server, tenant, cli }) => {
    const name = uniqueName("Shop");
    const { workspace } = await cli.json(
      Made,
      "workspace",
      "create",
      tenant.organizationId,
      name,
      "--description",
      "A shop",
    );
    expect(await readPublishableKey(server.as(tenant), workspace.id)).toBe(workspace.publishable_key.public_key);
    const inApi = ok(await server.as(tenant).send("GET", "/workspaces"), WorkspacesPage);
    const listed = await cli.json(
      z.object({ workspaces: z.array(Workspace) }),
      "workspace",
      "list",
      tenant.organizationId,
    );
    expect(listed.workspaces).toEqual(inApi.records);
    expect(await cli.text("workspace", "list", tenant.organizationId)).toMatch(
      new RegExp(`${workspace.id} +${name} +A shop `),
    );
    expect(await cli.refused(1, "Conflict", "workspace", "create", tenant.organizationId, name)).toContain("name");
  });

  it("says for people what was made", async ({ tenant, cli }) => {
    const name = uniqueName("Shop");
    expect(await cli.text("workspace", "create", tenant.organizationId, name)).toMatch(
      new RegExp(`^Workspace +[0-9a-f-]{36}\nName +${name}\nPublishable key +mesh_pub_\\S+\n$`),
    );
  });

  it("is refused with a bad name or an unknown organization", async ({ tenant, cli }) => {
    expect(await cli.refused(2, "Usage", "workspace", "create", tenant.organizationId, "no/slash")).toContain(
      "<name>: ",
    );
    await cli.refused(1, "NotFound", "workspace", "list", UNKNOWN);
  });

  it("gets a new publishable key, and the old one works for the grace period", async ({ server, cli }) => {
    const { workspaceId } = await server.tenant();
    const args = ["workspace", "rotate-key", workspaceId, "--yes"];
    const emit = async (key: string) =>
      (
        await apiClient(server.url, { kind: "publishable", key }).send("POST", "/events", {
          event: "a",
          payload: { a: 1 },
        })
      ).status;
    const graced = await cli.json(RotatedPublishableKey, ...args, "--grace", "1h");
    const [old, current] = [graced.previous_key.public_key, graced.publishable_key.public_key];
    expect([await emit(old), await emit(current)]).toEqual([201, 201]);
    expect(await cli.text(...args, "--grace", "0s")).toMatch(
      /^New key +mesh_pub_\S+\nOld key +mesh_pub_\S+\nWorks until +\S+ \S+Z\n$/,
    );
    for (const key of [old, current]) await expect.poll(() => emit(key), { timeout: 5_000, interval: 10 }).toBe(401);
  });

  it("keeps its publishable key when the rotation was called wrongly", async ({ tenant, cli }) => {
    expect(
      await cli.refused(2, "Usage", "workspace", "rotate-key", tenant.workspaceId, "--yes", "--grace", "8d"),
    ).toContain("--grace: ");
    await cli.refused(2, "Usage", "workspace", "rotate-key", tenant.workspaceId);
    await cli.refused(1, "NotFound", "workspace", "rotate-key", UNKNOWN, "--yes");
  });
});

describe("session", () => {
  it("is minted as the API does, with a token that the server accepts", async ({ server, tenant, cli }) => {
    const options = [
      "--role",
      "owner",
      "--type",
      "resource",
      "--resource",
      "account",
      "--resource-id",
      "42",
      "--page",
      "rules",
    ];
    const more = ["--scope", "events.payload:read", "--user", "ann", "--ttl", "5m", "--launch-ttl", "1m"];
    const args = [tenant.workspaceId, ...options, ...more, ...ORIGIN];
    const session = await cli.json(CreatedSession, "session", "mint", ...args);
    expect(session).toMatchObject({
      role: "owner",
      session_type: "resource",
      resource: "account",
      resource_id: "42",
      expires_in: 300,
    });
    expect(session.launch_url).toMatch(/\/workspace\/rules\?launch=/);
    const api = apiClient(server.url, { kind: "bearer", token: session.access_token });
    expect(ok(await api.send("GET", "/session"), CurrentSession)).toMatchObject({
      session_id: session.session_id,
      scopes: ["events.payload:read"],
    });
  });

  it("says its launch URL first", async ({ tenant, cli }) => {
    const said = await cli.text("session", "mint", tenant.workspaceId, ...ORIGIN);
    expect(said).toMatch(/^Launch URL +http:\S+\/workspace\/dashboard\?launch=\S+\n/);
  });

  it("names the option that is wrong", async ({ tenant, cli }) => {
    const mint = ["session", "mint", tenant.workspaceId];
    const message = await cli.refused(
      2,
      "Usage",
      ...mint,
      "--role",
      "king",
      "--ttl",
      "1s",
      "--origin",
      "ftp://app.example.com",
    );
    expect(message).toMatch(/--role: .*--ttl: .*--origin: /);
    expect(await cli.refused(1, "BadRequest", ...mint)).toContain("allowed_origins");
    await cli.refused(1, "NotFound", "session", "mint", UNKNOWN, ...ORIGIN);
  });
});

describe("every command", () => {
  const NOUNS = {
    organization: ["create", "list"],
    key: ["create", "list", "revoke"],
    workspace: ["create", "list", "rotate-key"],
    session: ["mint"],
    secrets: ["rotate"],
    database: ["migrate", "status"],
    events: ["prune"],
  };

  it("is in the help of its noun, and every noun in that of the program", async ({ cli }) => {
    const [all, noun] = await Promise.all([cli.text("--help"), cli.text("help", "key")]);
    for (const name of Object.keys(NOUNS)) expect(all).toMatch(new RegExp(`^ {2}${name} `, "m"));
    for (const verb of NOUNS.key) expect(noun).toMatch(new RegExp(`^ {2}${verb} `, "m"));
  });

  it("has a help with an example, and takes --json", async ({ cli }) => {
    const program = createProgram(createShell(new AbortController().signal));
    const found = program.commands.map((noun) => [noun.name(), noun.commands.map((verb) => verb.name())] as const);
    expect(Object.fromEntries(found)).toEqual(NOUNS);
    for (const verb of program.commands.flatMap((noun) => noun.commands)) {
      let help = "";
      verb.configureOutput({ writeOut: (part) => (help += part) }).outputHelp();
      expect(help).toContain(`Examples:\n  npm run meshes -- ${verb.parent?.name()} ${verb.name()}`);
      expect(help).toContain("--json");
    }
    expect(await cli.text("events", "prune", "--help")).toContain("--older-than <duration>");
  });

  it("says what is wrong in one line, and how to get help when it was called wrongly", async ({ cli }) => {
    const [usage, unknown] = await Promise.all([cli.run("key", "list", "x"), cli.run("key", "list", UNKNOWN)]);
    expect(usage).toMatchObject({ code: 2, stdout: "" });
    expect(usage.stderr).toMatch(/^.*An id is a UUID.*key list --help\)\n$/);
    expect(unknown).toEqual({ code: 1, stdout: "", stderr: `There is no organization ${UNKNOWN}\n` });
  });

  it("is called wrongly without a verb, with an unknown one, or with too much", async ({ cli }) => {
    const results: CliResult[] = await Promise.all([
      cli.run(),
      cli.run("key", "lsit"),
      cli.run("organization", "list", "x"),
    ]);
    for (const { code, stdout } of results) expect([code, stdout]).toEqual([2, ""]);
    expect(results[1]?.stderr).toContain("Did you mean list?");
  });

  it("says in one line that a setting is wrong, or that the database is away", async () => {
    const wrong = await runCli(["organization", "list"], { DATABASE_URL: "mysql://a" });
    expect(wrong).toMatchObject({ code: 1, stdout: "" });
    expect(wrong.stderr).toMatch(/^These settings are wrong: DATABASE_URL: .*\n$/);
    const away = await runCli(["organization", "list", "--json"], {
      DATABASE_URL: "postgres://secret:pass@127.0.0.1:9/x",
    });
    expect(away).toMatchObject({ code: 1, stderr: "" });
    expect(ErrorDocument.parse(JSON.parse(away.stdout)).error.name).toBe("Database");
    expect(away.stdout).not.toContain("pass");
  });

  it("needs the keys only where it uses them", async ({ server, tenant, cli }) => {
    const variables = { ...server.database.variables, MESHES_ENCRYPTION_KEYS: "", MESHES_SIGNING_KEYS: "" };
    const [list, create] = await Promise.all([
      runCli(["key", "list", tenant.organizationId], variables),
      runCli(["organization", "create", "Without a key", "--key"], variables),
    ]);
    expect(list.code).toBe(0);
    expect(create).toMatchObject({ code: 1, stdout: "" });
    expect(create.stderr).toContain("MESHES_ENCRYPTION_KEYS is required");
    expect(await cli.text("organization", "list")).not.toContain("Without a key");
  });
});
