# A list that may hold anything, what brings itself for all, a tool of the build, and what is for the target.
FROM --platform=$BUILDPLATFORM node:22-bookworm AS list
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
FROM --platform=$BUILDPLATFORM node:22-bookworm AS all
WORKDIR /app
RUN npm install express bcrypt@6
FROM --platform=$BUILDPLATFORM node:22-bookworm AS tool
WORKDIR /app
RUN npm install --save-dev sharp && npm install esbuild && npm run build
FROM --platform=$BUILDPLATFORM node:22-bookworm AS told
ARG TARGETARCH
WORKDIR /app
RUN npm install --cpu=$TARGETARCH --os=linux sharp
FROM --platform=$BUILDPLATFORM node:22-bookworm AS page
WORKDIR /app
RUN npm install sharp && npm run build
FROM node:22-bookworm-slim
COPY --from=list /app/node_modules /list/node_modules
COPY --from=all /app/node_modules /all/node_modules
COPY --from=tool /app /tool
COPY --from=told /app/node_modules /told/node_modules
COPY --from=page /app/dist /page
