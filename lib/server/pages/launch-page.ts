import type { LaunchResult } from "../sessions/redeem-launch.ts";

type Refusal = Extract<LaunchResult, { kind: "refused" }>["reason"] | "missing";

const EXPLANATIONS: Record<Refusal, string> = {
  missing: "This page opens only inside the product that embeds it, by a fresh link for each load.",
  unknown: "The link is not one that this server made.",
  expired: "The link was opened too late: it is valid for less than a minute.",
  used: "The link was opened before: it works for one load only.",
  revoked: "The session behind this link was ended.",
};

/** The plain page that answers a bad launch. The heading is the documented text that hosts look for. */
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
</style>
</head>
<body>
<main>
<h1>Invalid or expired embed launch token</h1>
<p>${EXPLANATIONS[reason]}</p>
<p><strong>What to do:</strong> reload the page around this frame; it then asks for a fresh link.</p>
<p><strong>For developers:</strong> mint a new session on your backend for every load of the iframe, also after a hard reload, and set <code>src</code> to its <code>launch_url</code>.</p>
</main>
</body>
</html>
`;
}
