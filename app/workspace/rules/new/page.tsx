import type { Metadata } from "next";
import { NewRulePage } from "#components/rules/new-rule-page.tsx";

export const metadata: Metadata = { title: "New rule" };

export default function Page() {
  return <NewRulePage />;
}
