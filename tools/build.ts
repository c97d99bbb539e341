import { buildPages } from "./build-pages.ts";

/** `npm run build`: what production needs. Starting the server builds nothing. */
buildPages("loud").catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
