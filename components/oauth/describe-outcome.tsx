import type { ReactNode } from "react";
import type { ResultTone } from "#components/oauth/result-card.tsx";
import type { Translations } from "#components/patterns/language.ts";
import type { OAuthAttemptStatus, OAuthOutcome } from "#lib/contracts/oauth-attempts.ts";
import type en from "#lib/i18n/texts/en/authorized.ts";

type Described = { tone: ResultTone; title: ReactNode; text: ReactNode };
type Texts = Translations<typeof en>;

const bdi = (inside: ReactNode) => <bdi>{inside}</bdi>;

const notFinished = ({ provider }: OAuthOutcome, t: Texts): Described => ({
  tone: "warning",
  title: t("unfinished.title"),
  text: t("unfinished.text", { provider }),
});

/** What the person who has just been at the provider wants to know. */
const DESCRIPTIONS: Record<OAuthAttemptStatus, (outcome: OAuthOutcome, t: Texts) => Described> = {
  completed: ({ provider, account = provider, is_reconnect: isReconnect }, t) => ({
    tone: "success",
    title: t.rich(isReconnect ? "completed.again" : "completed.title", { account, bdi }),
    text: t("completed.text", { provider }),
  }),
  confirming: ({ account, previous_account: previous }, t) => ({
    tone: "warning",
    title: t("confirming.title"),
    text: t.rich("confirming.text", {
      chosen: account === undefined ? "unknown" : "known",
      account: account ?? "",
      owner: previous === undefined ? "unknown" : "known",
      previous: previous ?? "",
      bdi,
    }),
  }),
  failed: ({ provider, problem }, t) => ({
    tone: "danger",
    title: t("failed.title", { provider }),
    text: problem === undefined ? t("failed.text") : bdi(problem.message),
  }),
  canceled: (_, t) => ({ tone: "warning", title: t("canceled.title"), text: t("canceled.text") }),
  expired: (_, t) => ({ tone: "warning", title: t("expired.title"), text: t("expired.text") }),
  waiting: notFinished,
  at_provider: notFinished,
};

export function describeOutcome(outcome: OAuthOutcome, t: Texts): Described {
  return DESCRIPTIONS[outcome.status](outcome, t);
}
