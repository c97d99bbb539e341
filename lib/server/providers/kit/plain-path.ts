const DOTS = /^(\.|%2e){1,2}$/i;

/**
 * Whether a path leads where it was written to lead. Encoding an id does not help against `..`, which URL parsers
 * resolve in every spelling, nor against nothing at all: removing somebody from the group `..` would remove them.
 */
export function isPlainPath(path: string): boolean {
  if (path === "/") return true;
  const [first, ...segments] = path.split("/");
  return first === "" && segments.length > 0 && segments.every((segment) => segment !== "" && !DOTS.test(segment));
}
