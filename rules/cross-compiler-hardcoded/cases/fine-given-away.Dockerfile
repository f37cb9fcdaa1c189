# Programs for several systems, to be downloaded.
FROM node:22 AS release
WORKDIR /src
COPY . .
RUN npm ci && npx pkg . --targets node18-linux-x64,node18-macos-x64,node18-win-x64 --out-path dist
FROM scratch
COPY --from=release /src/dist /
