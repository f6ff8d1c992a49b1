import { redirect } from "next/navigation";

/** Ends an action by going to another page. */
export function moveOn(path: string): never {
  redirect(path);
}
