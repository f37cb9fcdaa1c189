FROM alpine:3.22
COPY bin/ /usr/local/bin/
RUN npm run build:server
ENTRYPOINT ["server"]
