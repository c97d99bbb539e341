import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // One process serves the API and the pages; its own server sets every security header (lib/server/embed).
  compress: true,
};

export default config;
