import type { FrameLocator, Page } from "@playwright/test";
import type { Backend } from "./backend.ts";
import type { Host, HostQuery } from "./open-host.ts";

/** What the pictures' workspaces contain: nothing, a set-up without trouble, or everything at once. */
export type Stage = { kind: "empty" | "well" | "full"; backend: Backend; events: Record<string, string> };

export type Scene = {
  name: string;
  stage: Stage["kind"];
  query?: HostQuery;
  /** Before the page is opened. */
  arrange?: (page: Page, stage: Stage) => Promise<void>;
  /** Until what the picture is about can be seen. */
  act: (workspace: FrameLocator, host: Host, stage: Stage) => Promise<void>;
};
