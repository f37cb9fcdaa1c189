FROM --platform=$BUILDPLATFORM node:24-slim AS build
COPY . .
RUN node build.js
FROM nginx:1.29
COPY --from=build /dist /usr/share/nginx/html
