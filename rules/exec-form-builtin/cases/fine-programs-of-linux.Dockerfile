FROM debian:bookworm
RUN ["mkdir", "-p", "/data"]
CMD ["echo", "ready"]
