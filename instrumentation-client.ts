import { keepDocument } from "#lib/embed/keep-document.ts";
import { scrubLaunchUrl } from "#lib/embed/scrub-launch-url.ts";
import { lostParts, watchScripts } from "#lib/embed/watch-scripts.ts";

// Runs before Next reads the address, so that its router never learns the launch token either.
scrubLaunchUrl(window);
watchScripts();
keepDocument(window, () => void lostParts.checkBuild());
