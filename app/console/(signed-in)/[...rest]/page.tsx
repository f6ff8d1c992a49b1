import { notFound } from "next/navigation";
import { viewerWith } from "#lib/web/console/viewer.ts";

/** An address that the console has not: it says so as the console, not as the pages of a journey. */
export default async function NoSuchPage() {
  await viewerWith();
  notFound();
}
