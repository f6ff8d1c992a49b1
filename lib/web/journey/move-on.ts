import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";

/**
 * Ends an action by going to another page. Drops the pages that script keeps, so that Back shows them as they are now.
 */
export function moveOn(path: string): never {
  revalidatePath("/connect/[token]", "layout");
  redirect(path);
}
