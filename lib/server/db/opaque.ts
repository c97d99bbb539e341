/**
 * A parameter that the planner does not look at, as an expression: `opaque("$1::uuid[]")`. Where it knew how long an
 * array is, or how large a limit, a plan for just these values would seem cheaper than one for any, and a prepared
 * statement would be planned anew at each execution, which can take longer than to run it.
 */
export const opaque = (parameter: string): string => `(select ${parameter})`;
