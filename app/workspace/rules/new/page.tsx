import { NewRulePage } from "#components/rules/new-rule-page.tsx";

export default function Page() {
  return <NewRulePage />;
}
