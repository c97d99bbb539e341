import { guardScripts } from "#lib/embed/guard-scripts.ts";
import { keepDocument } from "#lib/embed/keep-document.ts";
import { hasNoOrigin } from "#lib/embed/sandbox.ts";
import { scrubLaunchUrl } from "#lib/embed/scrub-launch-url.ts";
import { stopInSandbox } from "#lib/embed/stop-in-sandbox.ts";
import { lostParts, watchScripts } from "#lib/embed/watch-scripts.ts";

guardScripts(window);
if (hasNoOrigin(window)) stopInSandbox(window);
// Runs before Next reads the address, so that its router never learns the launch token either.
scrubLaunchUrl(window);
watchScripts();
keepDocument(window, () => void lostParts.checkBuild());
