# Where it is said what the program is for, it is meant.
FROM --platform=$BUILDPLATFORM debian:13 AS build
RUN x86_64-linux-gnu-gcc -O2 -o /generator generator.c && /generator
FROM debian:13 AS folders
RUN x86_64-linux-gnu-gcc -O2 -o /out/amd64/app main.c
RUN x86_64-linux-gnu-gcc-ar --version || true
FROM dockcross/base AS brought
RUN x86_64-linux-gnu-gcc -o /app main.c
FROM debian:13
COPY --from=build /table /table
COPY --from=folders /out /out
COPY --from=brought /app /app
