import { notFound } from "next/navigation";

/** Keeps unknown addresses inside the frame: outside of it the token would be lost. */
export default function UnknownPage() {
  notFound();
}
