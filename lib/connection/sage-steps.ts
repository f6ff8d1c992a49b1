import { SAGE_PRODUCTS, type SageChoice } from "./sage-products.ts";

type WayIn =
  | "general"
  | "accountingTile"
  | "accountingActions"
  | "intacctAccount"
  | "intacctConnect"
  | "sage50"
  | "contractor"
  | "sage200";
type Expectation = "pending" | "slow" | "startDate" | "oneByOne" | "several" | "halfway" | "noTab" | "noLoans";

/** A person's actions and their results in one Sage product; each name is that of its sentence in `messages/`. */
export type SageSteps = {
  product: string;
  wayIn: readonly WayIn[];
  confirm: "confirm" | "confirmIfAsked";
  expect: readonly Expectation[];
  /** The same without what keeps a person from connecting. */
  expectConnected: readonly Expectation[];
};

/** The steps of one product in one country. */
export function sageSteps(choice: SageChoice): SageSteps {
  const intacct = choice.product === "intacct";
  const expect: Expectation[] = intacct
    ? ["pending", "slow", "startDate", "several", "halfway", "noTab"]
    : ["pending", "startDate", "oneByOne", ...(choice.product === "accounting" ? (["noLoans"] as const) : [])];
  return {
    product: SAGE_PRODUCTS[choice.product].name,
    wayIn: wayInto(choice),
    confirm: intacct ? "confirm" : "confirmIfAsked",
    expect,
    expectConnected: expect.filter((each) => each !== "halfway" && each !== "noTab"),
  };
}

/** The menus that lead to Connect Bank. Where none is known for certain, general words do not mislead. */
function wayInto({ product, country }: SageChoice): readonly WayIn[] {
  if (product === "accounting" && country === "CA") return ["accountingTile"];
  if (product === "accounting" && country === "GB") return ["accountingActions"];
  if (product === "intacct") return ["intacctAccount", "intacctConnect"];
  if (product === "sage50" || product === "contractor" || product === "sage200") return [product];
  return ["general"];
}
