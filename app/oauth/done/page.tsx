import { NothingToFinish } from "#components/oauth/nothing-to-finish.tsx";

export default function Page() {
  return <NothingToFinish />;
}
