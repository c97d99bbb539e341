import { ResultCard } from "#components/oauth/result-card.tsx";

/** For a call-back that belongs to nothing this browser has begun. */
export default function Page() {
  return <ResultCard tone="warning" title="There is nothing to finish here" text="Start again in the workspace." />;
}
