import type { Logo } from "../institution/institution.ts";
import type { Result } from "../result.ts";
import { cleanPng, MAX_PNG_BYTES, type PngProblem } from "./png.ts";
import { cleanSvg, type SvgProblem } from "./svg.ts";

export const MAX_LOGO_BYTES = MAX_PNG_BYTES;
export type LogoProblem = PngProblem | SvgProblem;

/**
 * Takes a logo as it was sent and answers one that shows the same and can do nothing else: of an SVG only the drawing is
 * kept, of a PNG only its picture. A cleaned logo that is cleaned again stays the same, byte for byte.
 */
export const cleanLogo = async ({ contentType, bytes }: Logo): Promise<Result<Logo, LogoProblem>> =>
  contentType === "image/svg+xml" ? cleanSvg(bytes) : cleanPng(bytes);
