/** One request to the sandbox, and how it ended. */
export interface RequestLogEntry {
  at: string;
  method: string;
  /** Without its query: that is where states and poll signatures travel. */
  path: string;
  status: number | "reset" | "hang";
  ms: number;
  fault: string | null;
}
