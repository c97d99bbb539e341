/** A path parameter. The route's own path names it, so a missing one is a bug. */
export function param(params: Record<string, string>, name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`This route has no parameter ${name}`);
  return value;
}
