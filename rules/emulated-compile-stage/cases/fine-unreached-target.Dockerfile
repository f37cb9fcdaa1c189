FROM node:22 AS deps
WORKDIR /code
RUN npm ci
FROM deps AS dev
RUN npm install -g nodemon
FROM deps AS builder
RUN npm run build
FROM nginx:1.29-alpine
COPY --from=builder /code/build /usr/share/nginx/html
