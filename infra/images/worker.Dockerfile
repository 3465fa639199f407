# The image of apps/worker. Build from the root of the repository: docker build -f infra/images/worker.Dockerfile .
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /tablee
COPY package.json package-lock.json .npmrc ./
# `npm install` with the lock file, not `npm ci`: see infra/dev/install-packages.mjs.
RUN npm install --no-save
COPY .swcrc ./
COPY infra ./infra
COPY libs ./libs
COPY apps ./apps
RUN node infra/dev/build.mjs

FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /tablee
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --omit=dev

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /tablee
COPY package.json ./
COPY --from=packages /tablee/node_modules ./node_modules
COPY --from=build /tablee/dist ./dist
USER node
# The worker listens to nobody: it is well when its database and its queue accept a connection.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "const { connect } = require(`node:net`); for (const [name, port] of [[`DATABASE_APP_URL`, 5432], [`REDIS_URL`, 6379]]) { const url = new URL(process.env[name]); const socket = connect(Number(url.port || port), url.hostname, () => socket.end()).on(`error`, () => process.exit(1)); }"]
CMD ["node", "dist/apps/worker/src/main.js"]
