FROM --platform=$BUILDPLATFORM golang:1.24-alpine AS license
COPY --from=registry.example.com/tools/addlicense:v1.0.0 /app/addlicense /usr/bin/addlicense
RUN addlicense -check .
FROM alpine:3.22
COPY --from=license /out /out
