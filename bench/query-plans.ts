import type postgres from "postgres";
import { z } from "zod";

/** A query as the store sent it. */
export interface SentQuery {
  query: string;
  params: unknown[];
}

/** PostgreSQL's plan for a query: the indexes it reads, and the tables it reads from end to end. */
export interface PlanFacts {
  indexes: string[];
  seqScans: string[];
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string | undefined;
  "Index Name"?: string | undefined;
  Plans?: PlanNode[] | undefined;
}

const PlanNode: z.ZodType<PlanNode> = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Index Name": z.string().optional(),
  get Plans() {
    return z.array(PlanNode).optional();
  },
});
const Explained = z.object({ Plan: PlanNode, "Execution Time": z.number() });

/** Runs a query once more with its values. Answers its plan and its time in the database. */
export async function explain(sql: postgres.Sql, { query, params }: SentQuery) {
  const [row] = await sql.unsafe(
    `explain (analyze, format json) ${query}`,
    params as postgres.ParameterOrJSON<never>[],
  );
  const { Plan: plan, "Execution Time": milliseconds } = Explained.parse(row?.["QUERY PLAN"][0]);
  return { plan, milliseconds };
}

/** The indexes and whole tables of a plan, each once. */
export function factsOf(plan: PlanNode): PlanFacts {
  const nodes = nodesOf(plan);
  const indexes = nodes.flatMap(({ "Index Name": name }) => name ?? []);
  const seqScans = nodes.flatMap((node) => (node["Node Type"] === "Seq Scan" ? (node["Relation Name"] ?? []) : []));
  return { indexes: [...new Set(indexes)], seqScans: [...new Set(seqScans)] };
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
