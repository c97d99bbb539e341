import { loadEnvFile } from "node:process";

/** Reads `.env` of the working directory when there is one. Variables that are set already win. */
export function readEnvFile(): void {
  try {
    loadEnvFile(".env");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}
