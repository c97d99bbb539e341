import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql, type SQL } from "drizzle-orm";
import { parseStatement } from "./parse-statement.ts";

type Values<Name extends string> = Readonly<Record<Name, unknown>>;

/** A statement that stands whole in a file of its own, with parameters that are called `:by_name` there. */
export type Statement<Name extends string> = {
  /** Of the prepared statement: the file's name. */
  name: string;
  /** As PostgreSQL gets it, with parameters $1, $2 and so on. */
  text: string;
  /** Parsed once on each connection of the driver, and soon planned once too. */
  prepared(values: Values<Name>): { name: string; text: string; values: unknown[] };
  /** Planned for just these values. */
  unprepared(values: Values<Name>): { text: string; values: unknown[] };
  /** The same, for a transaction of drizzle. */
  sql(values: Values<Name>): SQL;
};

/** Prepared statements of a connection have one name space, so no two files may have the same name. */
const folders = new Map<string, string>();

/**
 * Reads `<name>.sql` in this folder. Throws, and so ends the start, unless the statement has exactly these parameters.
 *
 * In the files a parameter is often wrapped, as in `(select :ids::uuid[])`. The planner does not look into it there.
 * Where it knew how long an array is, or how large a limit, a plan for just these values would seem cheaper than one
 * for any, and a prepared statement would be planned anew at each execution, which can take longer than to run it.
 */
export function loadStatement<const Name extends string>(
  folder: string,
  name: string,
  parameters: readonly Name[],
): Statement<Name> {
  const other = folders.get(name) ?? folder;
  if (other !== folder) throw new Error(`Two statements are called ${name}: in ${other} and in ${folder}`);
  folders.set(name, folder);
  return makeStatement(name, readFileSync(join(folder, `${name}.sql`), "utf8"), parameters);
}

export function makeStatement<const Name extends string>(
  name: string,
  source: string,
  parameters: readonly Name[],
): Statement<Name> {
  const { texts, names } = parseStatement(source);
  const order = [...new Set(names)];
  requireSame(name, order, parameters);
  const text = texts.map((part, index) => part + numberOf(order, names[index])).join("");
  const columns = order.flatMap((wanted) => parameters.filter((one) => one === wanted));
  const arrange = (values: Values<Name>) => columns.map((column) => values[column]);

  return {
    name,
    text,
    prepared: (values) => ({ name, text, values: arrange(values) }),
    unprepared: (values) => ({ text, values: arrange(values) }),
    sql: (values) => {
      const given = new Map(order.map((one, index) => [one, arrange(values)[index]]));
      return sql.join(
        texts.flatMap((part, index) => {
          const parameter = names[index];
          return parameter === undefined ? [sql.raw(part)] : [sql.raw(part), sql.param(given.get(parameter))];
        }),
      );
    },
  };
}

/** Of the parameter that follows a part of the text; nothing follows the last one. */
function numberOf(order: readonly string[], name: string | undefined): string {
  return name === undefined ? "" : `$${order.indexOf(name) + 1}`;
}

function requireSame(name: string, inFile: readonly string[], inCode: readonly string[]): void {
  const unnamed = inFile.filter((one) => !inCode.includes(one));
  if (unnamed.length > 0)
    throw new Error(`${name}.sql has parameters that the code does not name: ${unnamed.join(", ")}`);
  const missing = inCode.filter((one) => !inFile.includes(one));
  if (missing.length > 0) throw new Error(`${name}.sql lacks parameters that the code names: ${missing.join(", ")}`);
}
