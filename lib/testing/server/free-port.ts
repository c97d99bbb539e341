import { once } from "node:events";
import { createServer } from "node:net";

/** A port that is free now, for a program that must be told before it starts which one to take. */
export async function freePort(host = "localhost"): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, "listening");
  const port = requirePort(server.address());
  server.close();
  await once(server, "close");
  return port;
}

export function requirePort(address: ReturnType<ReturnType<typeof createServer>["address"]>): number {
  if (typeof address !== "object" || address === null) throw new Error("The server has no port");
  return address.port;
}
