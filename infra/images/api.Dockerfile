# The image of apps/api. Build from the root of the repository: docker build -f infra/images/api.Dockerfile .
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /tablee
COPY package.json package-lock.json .npmrc ./
# `npm install` with the lock file, not `npm ci`: see infra/dev/install-packages.mjs.
RUN npm install --no-save
COPY .swcrc tsconfig.base.json ./
COPY infra ./infra
COPY libs ./libs
COPY apps ./apps
RUN node infra/dev/build.mjs && node infra/dev/build-web.mjs

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
EXPOSE 3210
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.API_PORT ?? 3210}/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/api/src/main.js"]
