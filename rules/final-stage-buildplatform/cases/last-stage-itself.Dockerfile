FROM --platform=${BUILDPLATFORM} node:22-alpine AS build
RUN npm run build
FROM --platform=${BUILDPLATFORM} nginx:alpine
COPY --from=build /app/dist /usr/share/nginx/html
