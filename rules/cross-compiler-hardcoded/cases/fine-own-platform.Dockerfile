FROM --platform=$BUILDPLATFORM debian:13 AS tool
RUN ./configure --build=x86_64-linux-gnu && make
FROM debian:13
COPY --from=tool /out/data.txt /data.txt
