import type { ResultTone } from "#components/oauth/result-card.tsx";
import type { OAuthAttemptStatus, OAuthOutcome } from "#lib/contracts/oauth-attempts.ts";

export type Described = { tone: ResultTone; title: string; text: string };

const BACK = "Go back to the workspace";

const notFinished = ({ provider }: OAuthOutcome): Described => ({
  tone: "warning",
  title: "This is not finished yet",
  text: `${BACK} and continue there: it opens ${provider} again.`,
});

/** What the person who has just been at the provider wants to know. */
const DESCRIPTIONS: Record<OAuthAttemptStatus, (outcome: OAuthOutcome) => Described> = {
  completed: ({ provider, account = provider, is_reconnect: isReconnect }) => ({
    tone: "success",
    title: isReconnect ? `${account} is connected again` : `Connected to ${account}`,
    text: `${provider} is ready to use, and the workspace is already up to date.`,
  }),
  confirming: ({ account = "another account", previous_account: previous = "another account" }) => ({
    tone: "warning",
    title: "This is a different account",
    text: `You chose ${account}, but the connection belongs to ${previous}. ${BACK} to decide; until then, nothing changes.`,
  }),
  failed: ({ provider, problem }) => ({
    tone: "danger",
    title: `${provider} was not connected`,
    text: problem?.message ?? `${BACK} and start again.`,
  }),
  canceled: () => ({
    tone: "warning",
    title: "This was canceled",
    text: `It was canceled in the workspace. ${BACK}.`,
  }),
  expired: () => ({
    tone: "warning",
    title: "This took too long",
    text: `The link was valid for one hour. ${BACK} and start again.`,
  }),
  waiting: notFinished,
  at_provider: notFinished,
};

export function describeOutcome(outcome: OAuthOutcome): Described {
  return DESCRIPTIONS[outcome.status](outcome);
}
