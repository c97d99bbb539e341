# The pages need the sources and the tools of a build; the server needs neither, so the last stage has none of them.
FROM node:24.21.0-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages packages
RUN npm ci
COPY . .
RUN npm run build && rm -rf .next/cache

# Without the optional packages: the image has Node already, PostgreSQL runs elsewhere, and nothing is built.
FROM node:24.21.0-trixie-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional

FROM node:24.21.0-trixie-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 MESHES_HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/.next .next
COPY package.json next.config.js LICENSE ./
COPY docs/openapi.json docs/
COPY public public
COPY lib lib
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "lib/server/main.ts"]
