FROM debian:bookworm
RUN ["export", "A=b c"]
CMD ["exec", "server"]
