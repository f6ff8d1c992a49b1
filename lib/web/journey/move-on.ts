import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";

/**
 * Ends an action by going to another page. Script throws away the earlier pages that it keeps, so that Back shows them
 * as they are now and not as they were.
 */
export function moveOn(path: string): never {
  revalidatePath("/connect/[token]", "layout");
  redirect(path);
}
