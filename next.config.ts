import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` runs the compiler over everything, tests and server included.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    globalNotFound: true,
    serverActions: { bodySizeLimit: "64kb" },
  },
};

export default config;
