/** What `sandbox` on the host's frame must allow for the workspace, as far as a document can find out about itself. */
export type SandboxFlag = "allow-scripts" | "allow-same-origin" | "allow-forms";

type SandboxedWindow = { origin: string; document: Pick<Document, "createElement" | "body"> };

/** A document in a sandbox without `allow-same-origin` belongs to no origin, and so to no session. */
export function hasNoOrigin({ origin }: Pick<SandboxedWindow, "origin">): boolean {
  return origin === "null";
}

/**
 * Asked of the browser, which has no word for it: without `allow-forms` a form is not even told that it is submitted
 * (HTML, form submission algorithm, step 4).
 */
export function forbidsForms({ document }: SandboxedWindow): boolean {
  const form = document.createElement("form");
  let isTold = false;
  form.hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    isTold = true;
  });
  document.body.append(form);
  form.requestSubmit();
  form.remove();
  return !isTold;
}

export function missingFlags(window: SandboxedWindow): SandboxFlag[] {
  const missing: SandboxFlag[] = hasNoOrigin(window) ? ["allow-same-origin"] : [];
  return forbidsForms(window) ? [...missing, "allow-forms"] : missing;
}
