/** A target with what was found, and whether it is met. */
export interface BenchVerdict {
  target: string;
  found: string;
  met: boolean;
}
