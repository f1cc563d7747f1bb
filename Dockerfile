# The pages are built once, as they are started: by the project's own program, which knows when a build is of these sources.
FROM node:22-slim AS build
WORKDIR /explorer
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json next.config.js ./
COPY public ./public
COPY db ./db
COPY app ./app
COPY scripts ./scripts
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
WORKDIR /explorer
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
COPY --from=build /explorer ./
# What the server writes: Next's cache, and the Postgres inside the project where DATABASE_URL names no other.
RUN mkdir /data && chown -R node:node /data .next
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/-/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, which would stand between it and the signals.
CMD ["node", "--optimize-for-size", "--import", "tsx", "scripts/start.ts"]
