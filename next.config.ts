import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // One process serves the API and the pages; its own server sets every security header (lib/server/embed).
  compress: true,
  // `npm run typecheck` checks the whole project once; a build for the demo need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
};

export default config;
