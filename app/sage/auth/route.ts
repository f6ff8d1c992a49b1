import { arrive } from "#lib/web/sage-arrival.ts";

/** Sage's onboarding callback. */
export const GET = (request: Request) => arrive(request, "onboard");
