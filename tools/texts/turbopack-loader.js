// Not TypeScript: Turbopack asks for loaders in JavaScript.
import { compileFile } from "./compile-file.ts";

/**
 * For `turbopack.rules` in next.config.js.
 * @this {{ async: () => (error: unknown, code?: string) => void }}
 * @param {string} source
 */
export default function loadTexts(source) {
  // oxlint-disable-next-line oxc/no-this-in-exported-function -- the interface of loaders.
  const done = this.async();
  compileFile(source).then(
    (code) => done(null, code),
    (error) => done(error),
  );
}
