import { z } from "zod";

export const Product = z.enum(["accounting", "intacct", "sage50"]);
export type Product = z.output<typeof Product>;

/** Plain names; the sandbox carries no company's logo. */
export const productNames = {
  accounting: "Sage Accounting",
  intacct: "Sage Intacct",
  sage50: "Sage 50",
} satisfies Record<Product, string>;

/** Where people must press Confirm after OK, and where several accounts can be linked at once. */
export const asksToConfirm = (product: Product) => product === "intacct";
export const linksSeveral = (product: Product) => product === "intacct";
