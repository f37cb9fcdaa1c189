FROM node:22 AS build
FROM nginx:alpine
COPY --from=build /dist/darwin_arm64/app.dmg /usr/share/nginx/html/
