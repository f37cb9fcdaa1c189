# What to write depends on the tool, and on where it stands.
FROM debian:13 AS script
RUN make CROSS_COMPILE=x86_64-linux-gnu-
RUN make STRIP=x86_64-linux-gnu-strip
RUN make CC="ccache x86_64-linux-gnu-gcc"
FROM debian:13 AS variable
ENV CC="ccache x86_64-linux-gnu-gcc"
RUN make
FROM golang:1.25 AS told
ENV CC="zig cc -target x86_64-linux-musl"
RUN CGO_ENABLED=1 go build -o /app .
FROM debian:13 AS prefix
ENV CROSS_COMPILE=x86_64-linux-gnu-
RUN make
FROM --platform=$BUILDPLATFORM debian:13 AS build
RUN make CC=x86_64-linux-gnu-gcc
RUN ./configure --host=x86_64-linux-gnu && make
FROM debian:13
COPY --from=script /app /a
COPY --from=variable /app /b
COPY --from=told /app /c
COPY --from=prefix /app /d
COPY --from=build /app /e
