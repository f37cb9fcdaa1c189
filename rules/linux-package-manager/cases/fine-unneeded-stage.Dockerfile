FROM diamol/base AS tools
RUN apk add git
FROM diamol/base
COPY app /app
