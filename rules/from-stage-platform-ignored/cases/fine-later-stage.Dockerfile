FROM --platform=$BUILDPLATFORM busybox AS build
FROM alpine:3.22 AS busybox
COPY --from=build /out /out
