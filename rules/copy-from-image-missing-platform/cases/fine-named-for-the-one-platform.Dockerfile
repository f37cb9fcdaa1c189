FROM debian:bookworm-slim
COPY --from=amd64/debian:bookworm-slim /usr/bin/perl /usr/bin/perl
