import { connection } from "next/server";

/** The least that Next can render for each request. */
export default async function Page() {
  await connection();
  return <h1>Hello</h1>;
}
