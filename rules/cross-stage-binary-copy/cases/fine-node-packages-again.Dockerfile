# What was installed for the build machine is built anew where it runs.
FROM --platform=$BUILDPLATFORM node:22-bookworm AS deps
WORKDIR /app
RUN npm install sharp better-sqlite3
FROM node:22-bookworm
WORKDIR /app
COPY --from=deps /app/node_modules node_modules
RUN npm rebuild
