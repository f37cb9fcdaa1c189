# Packages that are built or fetched for the machine, by name.
FROM --platform=$BUILDPLATFORM node:22-bookworm AS deps
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm rebuild bcrypt --build-from-source
FROM --platform=$BUILDPLATFORM node:22-bookworm AS pictures
WORKDIR /srv
RUN npm install express sharp@0.34
FROM --platform=$BUILDPLATFORM node:22-bookworm AS global
RUN npm install -g better-sqlite3
FROM node:22-bookworm-slim
COPY --from=deps /app/node_modules /app/node_modules
COPY --from=pictures /srv /srv
COPY --from=global /usr/local/lib/node_modules /usr/local/lib/node_modules
