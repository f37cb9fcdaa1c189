FROM debian:bookworm AS build
LABEL architecture=x86_64
FROM debian:bookworm
COPY --from=build /a /a
