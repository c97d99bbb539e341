import { ConnectionCreated } from "#lib/contracts/connections.ts";
import { ok } from "../api/answers.ts";
import { it as base } from "../server/test.ts";
import { accountApi, fakeConnection, withFakeDestination, type Account } from "./fake-destination.ts";

/** The tests of a server with the made-up destination, whose `provider` has the `account` of the file. */
export const it = base
  .extend("destinations", { scope: "file" }, () => withFakeDestination)
  .extend("account", { scope: "file" }, (): Account => ({ segments: [], topics: [], fields: [] }))
  .extend("provider", ({ receiver, account }) => {
    receiver.behave(accountApi(account));
    return receiver;
  })
  /** A connection to it; the provider counts from then on. */
  .extend("connection", async ({ tenant, api, provider }) => {
    const body = fakeConnection(tenant.workspaceId, provider.url);
    const { connection } = ok(await api.send("POST", "/connections", body), ConnectionCreated, 201);
    provider.received.length = 0;
    return connection;
  });
