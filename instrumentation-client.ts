import { keepDocument } from "#lib/embed/keep-document.ts";
import { scrubLaunchUrl } from "#lib/embed/scrub-launch-url.ts";

// Runs before Next reads the address, so that its router never learns the launch token either.
scrubLaunchUrl(window);
keepDocument(window);
