FROM gcc:15 AS set-anew
ARG CFLAGS="-O3 -mavx2"
RUN if [ "$(uname -m)" != x86_64 ]; then export CFLAGS=-O3; fi; make

FROM gcc:15 AS last
COPY --from=set-anew /app /app
ARG CFLAGS="-O3 -mavx2"
