FROM --platform=$BUILDPLATFORM gcc:14 AS build
RUN <<EOF
set -e
g++ -static a.cc -o /a
EOF
FROM scratch
COPY --from=build /a /a
