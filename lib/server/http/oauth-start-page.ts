import { html, raw } from "hono/html";
import type { OAuthAttemptStatus } from "#lib/contracts/oauth-attempts.ts";
import type { StartFacts, StartView } from "#lib/server/domain/connections/oauth/start-authorization.ts";

type Html = ReturnType<typeof html>;

/**
 * No `form-action`: browsers apply it to every address that a form is sent on to, and those are the provider's own.
 * Nothing but our own form is in this page.
 */
export function startPagePolicy(nonce: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'`;
}

type ReadyPage = { nonce: string; facts: StartFacts; ticket: string; proof: string; isRepeated: boolean };

/** What a link leads to: who asks for which account, and for what. Only the button goes on to the provider. */
export function readyPage({ nonce, facts, ticket, proof, isRepeated }: ReadyPage): Html {
  const { provider, organization, workspace, askedBy, connection } = facts;
  return page({
    nonce,
    title: `Connect ${provider} to ${organization}`,
    content: html`<p><strong>${organization}</strong> asks for access to a ${provider} account of yours.</p>
      <dl>
        <div>
          <dt>Organization</dt>
          <dd>${organization}</dd>
        </div>
        <div>
          <dt>Workspace</dt>
          <dd>${workspace}</dd>
        </div>
        <div>
          <dt>Requested by</dt>
          <dd>${askedBy}</dd>
        </div>
        <div>
          <dt>Used for</dt>
          <dd>${connection === undefined ? "A new connection" : `The connection “${connection}”`}</dd>
        </div>
      </dl>
      <p>
        Everybody who works in this workspace can use the account that you choose. You sign in and agree at ${provider},
        never here.
      </p>
      ${isRepeated ? html`<p role="alert">Your browser did not send back the cookie that this page sets. Allow cookies for this site, then continue.</p>` : ""}
      <form method="post">
        <input type="hidden" name="ticket" value="${ticket}" />
        <input type="hidden" name="proof" value="${proof}" />
        <button type="submit">Continue to ${provider}</button>
      </form>
      <p class="soft">
        Somebody sent you this link, and you did not expect it? Close this window: nothing has been shared.
      </p>`,
  });
}

const OVER_WORDS: Record<OAuthAttemptStatus, string> = {
  waiting: "This link no longer works.",
  at_provider: "This link no longer works.",
  confirming: "A different account was chosen. Go back to the workspace to accept or reject it.",
  completed: "The account is connected. You can close this page.",
  failed: "This link no longer works. Start again in the workspace.",
  canceled: "This was canceled in the workspace. Nothing was changed.",
  expired: "This link has expired: it is valid for one hour. Start again in the workspace.",
};

export function overPage({ provider, status, problem }: Extract<StartView, { kind: "over" }>, nonce: string): Html {
  const told = status === "failed" && problem !== undefined ? html`<p>${problem.message}</p>` : "";
  return page({
    nonce,
    title: status === "completed" ? `${provider} is connected` : `Connecting ${provider} has ended`,
    content: html`${told}
      <p>${OVER_WORDS[status]}</p>
      <p class="soft">You can close this window.</p>`,
  });
}

/** The colours of the workspace, for a page that is made without its build. */
const STYLE = raw(`
  :root { color-scheme: light dark; --line: light-dark(#e3e6ea, #2a2f36); --soft: light-dark(#565e6c, #a4acb8); }
  body { margin: 0; padding: 2rem 1rem; font: 0.875rem/1.5 system-ui, sans-serif; color: light-dark(#16191d, #eceef1); background: light-dark(#ffffff, #0e1013); }
  main { box-sizing: border-box; max-width: 28rem; margin: 0 auto; padding: 1.5rem; border: 1px solid var(--line); border-radius: 0.5rem; background: light-dark(#ffffff, #15181c); overflow-wrap: anywhere; }
  h1 { margin: 0 0 1rem; font-size: 1.1875rem; line-height: 1.3; }
  p, form { margin: 0 0 1rem; }
  dl { margin: 0 0 1rem; border-block: 1px solid var(--line); padding-block: 0.5rem; }
  dl div { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0.5rem; padding-block: 0.25rem; }
  dd { margin: 0; }
  dt, .soft { color: var(--soft); }
  .soft { margin: 0; }
  [role="alert"] { padding: 0.5rem 0.75rem; border-radius: 0.375rem; color: light-dark(#854704, #f2b64e); background: light-dark(#fdf1dd, #2d2110); }
  button { width: 100%; padding: 0.625rem 1rem; border: 0; border-radius: 0.375rem; font: inherit; font-weight: 600; cursor: pointer; color: light-dark(#ffffff, #100e2b); background: light-dark(#4a45d6, #8f8bff); }
  button:focus-visible { outline: 2px solid light-dark(#403bc4, #a5a2ff); outline-offset: 2px; }
`);

function page({ nonce, title, content }: { nonce: string; title: string; content: Html }): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style nonce="${nonce}">
          ${STYLE}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
}
