// Not TypeScript: Next would load its compiler at every start of a server, only to read this.

/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // One process serves the API and the pages; its own server sets every security header (lib/server/http/pages).
  compress: true,
  // `npm run typecheck` checks the whole project once; a build for the demo need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // The documents become part of the build, so that a packaged build needs no sources.
  turbopack: {
    rules: {
      "*.md": { type: "text" },
      // Texts of the workspace are parsed by the build.
      "**/lib/i18n/texts/*/*.ts": { loaders: ["./tools/texts/turbopack-loader.js"], as: "*.js" },
    },
  },
  // Every document is also there as the Markdown that it is written in.
  rewrites: () => Promise.resolve([{ source: "/docs/:slug*.md", destination: "/docs-text/:slug*" }]),
};
