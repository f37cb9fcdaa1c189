# Nothing is built in the stage with the flag: the image is made of it.
FROM --platform=$BUILDPLATFORM nginx:1.29-alpine AS base
RUN rm /etc/nginx/conf.d/default.conf
COPY nginx/ /etc/nginx/
FROM --platform=$BUILDPLATFORM node:22-alpine AS spa
WORKDIR /spa
COPY . .
RUN corepack enable && pnpm install --frozen-lockfile && pnpm build
FROM base AS final
COPY --from=spa /spa/dist /usr/share/nginx/html
EXPOSE 8080
