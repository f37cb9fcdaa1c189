FROM --platform=$BUILDPLATFORM node:22 AS ui
ENV WATCHMAN_ARCH=x64
RUN npm ci && npm run build
FROM nginx:alpine
COPY --from=ui /ui/dist /usr/share/nginx/html
