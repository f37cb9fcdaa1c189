ARG PLATFORM=linux/amd64
FROM --platform=${PLATFORM} node:22-alpine AS build
RUN npm ci
FROM --platform=${PLATFORM} node:22-alpine
COPY --from=build /node_modules /node_modules
