FROM node:22 AS development
WORKDIR /code
RUN npm ci
CMD ["npm", "start"]
FROM development AS builder
RUN npm run build
FROM nginx:1.29-alpine
COPY --from=builder /code/build /usr/share/nginx/html
