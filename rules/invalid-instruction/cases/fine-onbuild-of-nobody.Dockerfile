FROM alpine:3.22
ONBUILD COPY --from=builder /app /app
ONBUILD COPY --from=1 /app /app
ONBUILD COPY --from=$WHERE /app /app
ONBUILD COPY --from=-1 /app /app
ONBUILD COPY --from=Bad/Image /app /app
