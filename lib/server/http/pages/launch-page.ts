import type { LaunchResult } from "#lib/server/domain/tenancy/sessions/redeem-launch.ts";

export type Refusal = Extract<LaunchResult, { kind: "refused" }>["reason"] | "missing";

const EXPLANATIONS: Record<Refusal, string> = {
  missing: "This page only opens inside the product that embeds it, with a fresh link for each load.",
  unknown: "The link was not created by this server.",
  expired: "The link was opened too late: it is valid for less than a minute.",
  used: "The link was already opened: it works for one load only.",
  revoked: "The session behind this link has ended.",
};

/** What another launch mends. A link of another server, or an ended session, is for the host's own people to look into. */
const MENDED_BY_LAUNCH: ReadonlySet<Refusal> = new Set(["missing", "expired", "used"]);

/** How long the host may take before the frame explains itself. */
const QUIET_MS = 4_000;

/**
 * The plain page that answers a bad launch. The heading is the documented text that hosts look for. It asks the page
 * around it for another launch, more than once because that page may not listen yet; whoever that is learns the reason only.
 */
export function launchRefusedPage(reason: Refusal, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Invalid or expired embed launch token</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; }
body { margin: 0; padding: 2rem 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: light-dark(#1c1f26, #e6e8ec); background: light-dark(#ffffff, #14161a); }
main { max-width: 34rem; margin: 0 auto; }
h1 { font-size: 1.125rem; margin: 0 0 .5rem; }
p { margin: 0 0 .75rem; color: light-dark(#4b5160, #aab0bc); }
strong { color: light-dark(#1c1f26, #e6e8ec); }
[data-asking] main { visibility: hidden; }
</style>
</head>
<body>
<main>
<h1>Invalid or expired embed launch token</h1>
<p>${EXPLANATIONS[reason]}</p>
<p><strong>What to do:</strong> reload the page around this frame. It then requests a fresh link.</p>
<p><strong>For developers:</strong> mint a new session on your backend for every load of the iframe, also after a hard reload, and set <code>src</code> to its <code>launch_url</code>.${MENDED_BY_LAUNCH.has(reason) ? " This frame has posted <code>meshes:launch-required</code> to your page: answer it this way." : ""}</p>
</main>
${MENDED_BY_LAUNCH.has(reason) ? askingScript(reason, nonce) : ""}</body>
</html>
`;
}

function askingScript(reason: Refusal, nonce: string): string {
  return `<script nonce="${nonce}">
if (parent !== window) {
  const ask = () => parent.postMessage({ type: "meshes:launch-required", reason: "${reason}", v: 1 }, "*");
  const { dataset } = document.documentElement;
  dataset.asking = "";
  ask();
  for (const delayMs of [3000, 10000]) setTimeout(ask, delayMs);
  setTimeout(() => delete dataset.asking, ${QUIET_MS});
}
</script>
`;
}
