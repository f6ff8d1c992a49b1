import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";

/**
 * Ends an action by going to another page. What script keeps of earlier pages is thrown away, so that Back shows them
 * as they are now and not as they were.
 */
export function moveOn(path: string): never {
  revalidatePath("/connect/[token]", "layout");
  redirect(path);
}
