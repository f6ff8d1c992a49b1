import { arrive } from "#lib/web/sage/sage-arrival.ts";

/** Sage's onboarding callback. */
export const GET = (request: Request) => arrive(request, "onboard");
