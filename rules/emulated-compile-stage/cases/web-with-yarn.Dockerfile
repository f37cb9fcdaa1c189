FROM node:22-alpine AS deps
WORKDIR /app
RUN yarn install --frozen-lockfile
FROM deps AS assets
COPY . .
RUN yarn --cwd web build:prod
FROM golang:1.25 AS build
COPY --from=assets /app/web/dist /src/web/dist
RUN go build -o /server ./cmd/server
FROM debian:13-slim
COPY --from=build /server /server
