FROM example.com/company/base:7 AS a
RUN apt-get update && apt-get install -y curl
FROM python@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
COPY --from=a /usr/bin/curl /opt/curl
RUN apk add --no-cache curl
