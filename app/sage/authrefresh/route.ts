import { arrive } from "#lib/web/sage/sage-arrival.ts";

/** Sage's re-authorisation callback. */
export const GET = (request: Request) => arrive(request, "reauth");
