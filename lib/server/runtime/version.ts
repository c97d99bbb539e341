import packageJson from "#package.json" with { type: "json" };

/** The version of this build, as `/api/health`, the API's document and the command line say it. */
export const VERSION: string = packageJson.version;
