import type { LaunchOptions } from "@playwright/test";

const PARTITIONING = "ThirdPartyStoragePartitioning";

/** What Playwright switches off, in its order: `disabledFeatures` in `playwright-core/lib/coreBundle.js`. */
const DISABLED_BY_PLAYWRIGHT = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  PARTITIONING,
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  "msForceBrowserSignIn",
  "msEdgeUpdateLaunchServicesPreferredVersion",
];

const disable = (features: readonly string[]) => `--disable-features=${features.join(",")}`;

/**
 * A browser like that of a user. Playwright switches storage partitioning off, and a hand-over by storage then passes
 * here and fails out there; `storage.spec.ts` fails when an update of Playwright brings that back. Scroll bars
 * take their place, because they are what makes a frame's height swing.
 */
export const launchOptions: LaunchOptions = {
  ...(process.env["PLAYWRIGHT_CHROMIUM"] === undefined ? {} : { executablePath: process.env["PLAYWRIGHT_CHROMIUM"] }),
  ignoreDefaultArgs: [disable(DISABLED_BY_PLAYWRIGHT), "--hide-scrollbars"],
  args: [
    disable(DISABLED_BY_PLAYWRIGHT.filter((feature) => feature !== PARTITIONING)),
    "--disable-sync",
    "--disable-quic",
  ],
};
