FROM --platform=$BUILDPLATFORM alpine:3.22 AS build
FROM build-$BUILDARCH AS chosen
FROM scratch
COPY --from=build /a /a
