import type { Logo } from "../institution/institution.ts";
import type { Result } from "../result.ts";
import { cleanPng, MAX_PNG_BYTES, type PngProblem } from "./png.ts";
import { cleanSvg, type SvgProblem } from "./svg.ts";

export const MAX_LOGO_BYTES = MAX_PNG_BYTES;
export type LogoProblem = PngProblem | SvgProblem;

/**
 * Cleans a logo: the answer shows the same and can do nothing else. It keeps only the drawing of an SVG, and only the
 * picture of a PNG. Cleaning a cleaned logo changes no byte.
 */
export const cleanLogo = async ({ contentType, bytes }: Logo): Promise<Result<Logo, LogoProblem>> =>
  contentType === "image/svg+xml" ? cleanSvg(bytes) : cleanPng(bytes);
