import { createHash } from "node:crypto";
import type { NextConfig } from "next";

// Names an action in every release alike, so that a form on screen outlives a deployment. It is no secret: Next.js also
// seals with it what a function written inside a component closes over, and there is no such action here.
process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ||= createHash("sha256").update("connect-bank actions").digest("base64");

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // Part of an action's name as well: a lockfile in a folder above must not move it.
  turbopack: { root: import.meta.dirname },
  // `npm test` runs the compiler over everything, tests and server included.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    globalNotFound: true,
    serverActions: { bodySizeLimit: "64kb" },
  },
};

export default config;
