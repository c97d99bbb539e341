import pg from "pg";

/** Loaded into the server before its own code: counts what it sends to PostgreSQL, and ends it with the benchmark. */
let statements = 0;

const prototype: { query: (...args: never[]) => unknown } = pg.Client.prototype;
const { query } = prototype;
prototype.query = function count(this: pg.Client, ...args: never[]) {
  statements += 1;
  return query.apply(this, args);
};

process.on("message", () => process.send?.({ statements }));
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
