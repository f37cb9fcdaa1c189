FROM alpine:3.22
RUN touch /x
FROM alpine:3.22
COPY --from=0 /x /x
